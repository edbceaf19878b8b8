package io.tercet.train;

import io.tercet.distance.Distance;
import io.tercet.loss.Reducer;
import io.tercet.train.LossTraits.Miners;
import io.tercet.train.ObjectiveSettings.Memory;
import io.tercet.train.SamplerSettings.ClassesTimesExamples;
import io.tercet.train.SamplerSettings.ShuffledExamples;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the parts of an objective go together with each other and with the sampler. */
final class ObjectiveChecks {
  private final ObjectiveSettings settings;
  private final LossTraits traits;
  private final List<String> problems = new ArrayList<>();

  private ObjectiveChecks(ObjectiveSettings settings) {
    this.settings = settings;
    this.traits = settings.loss().traits();
  }

  /** A line for each mistake, beginning with the name of the setting. */
  static List<String> problems(ObjectiveSettings settings, SamplerSettings sampler) {
    ObjectiveChecks checks = new ObjectiveChecks(settings);
    checks.checkSampler(sampler);
    checks.checkConstants();
    checks.checkDistance(settings.distance());
    checks.checkMiners();
    checks.checkMemory(settings.memory(), sampler);
    return checks.problems;
  }

  private void checkSampler(SamplerSettings sampler) {
    boolean pairs = !sampler.ofTriplets();
    if (!pairs && traits.ofWholeBatch()) {
      problems.add(
          "loss: %s looks at whole batches and needs --sampler p-k or shuffled"
              .formatted(settings.loss()));
    } else if (pairs && !traits.ofWholeBatch()) {
      problems.add("loss: %s needs random triplets, --sampler triplets".formatted(settings.loss()));
    }
    if (sampler instanceof ClassesTimesExamples(int classes, int perClass)
        && (long) classes * perClass > TrainingConfig.MAX_PAIRED_ROWS) {
      problems.add(
          "classes x per-class: found %d x %d, expected at most %d examples"
              .formatted(classes, perClass, TrainingConfig.MAX_PAIRED_ROWS));
    }
    if (sampler instanceof ShuffledExamples(int examples)
        && examples > TrainingConfig.MAX_PAIRED_ROWS) {
      problems.add(
          "batch-size: found %d, expected at most %d examples"
              .formatted(examples, TrainingConfig.MAX_PAIRED_ROWS));
    }
    if (!pairs && (settings.centreWeight() > 0 || settings.varianceWeight() > 0)) {
      problems.add("variance-weight and centre-weight: are for --sampler p-k or shuffled");
    }
  }

  private void checkConstants() {
    refuse(settings.margin(), traits.hasMargin(), "margin", "none to set");
    refuse(settings.temperature(), traits.hasTemperature(), "temperature", "none to set");
    refuse(settings.scale(), traits.hasScale(), "scale", "none to set");
    Double margin = settings.margin();
    if (settings.loss() == LossKind.ARCFACE && margin != null && margin > Math.PI) {
      problems.add("margin: found %s, arcface expects radians, at most pi".formatted(margin));
    }
    Reducer reducer = settings.reducer();
    boolean fixed =
        !traits.ofWholeBatch()
            || traits.hasOwnWeights()
            || settings.loss() == LossKind.MARGIN
            || settings.loss() == LossKind.FAST_AP;
    refuse(reducer, !fixed, "reducer", "its own");
    refuse(
        settings.swap() ? Boolean.TRUE : null,
        traits.takes() == Miners.OF_TRIPLETS,
        "swap",
        "none");
  }

  private void refuse(@Nullable Object chosen, boolean takesIt, String name, String has) {
    if (chosen != null && !takesIt) {
      problems.add("%s: loss %s has %s".formatted(name, settings.loss(), has));
    }
  }

  private void checkDistance(@Nullable Distance distance) {
    if (distance != null && !traits.compares().fits(distance)) {
      problems.add(
          "distance: found %s, %s expects %s"
              .formatted(
                  distance.kind(),
                  settings.loss(),
                  switch (traits.compares()) {
                    case FIXED -> "the one it is defined with";
                    case DISTANCES -> "a distance, no similarity";
                    case SIMILARITIES -> "a similarity: cosine or dot-product";
                    case ANY -> "any";
                  }));
    }
  }

  private void checkMiners() {
    checkMiner("miner", settings.miner());
    ObjectiveSettings.LateMiner late = settings.lateMiner();
    checkMiner("late-miner", late == null ? null : late.miner());
    boolean weighted =
        settings.miner() == MinerKind.DISTANCE_WEIGHTED
            || (late != null && late.miner() == MinerKind.DISTANCE_WEIGHTED);
    Distance distance = settings.distance();
    if (weighted
        && settings.swap()
        && distance != null
        && !distance.equals(Distance.NORMALIZED_EUCLIDEAN)) {
      problems.add("swap: with distance-weighted goes the normalized euclidean distance alone");
    }
  }

  private void checkMiner(String name, @Nullable MinerKind miner) {
    if (miner == null) {
      return;
    }
    String expected =
        switch (traits.takes()) {
          case NONE -> "none";
          case OF_PAIRS -> miner.isOfPairs() ? "" : "multi-similarity, or none";
          case OF_TRIPLETS -> miner.isOfPairs() ? "one that finds triplets" : "";
        };
    if (!expected.isEmpty()) {
      problems.add(
          "%s: found %s, loss %s takes %s".formatted(name, miner, settings.loss(), expected));
    }
  }

  private void checkMemory(@Nullable Memory memory, SamplerSettings sampler) {
    if (memory == null) {
      return;
    }
    if (!traits.ofWholeBatch() || traits.hasOwnWeights() || settings.swap()) {
      problems.add(
          "memory: goes around losses over pairs, not %s%s"
              .formatted(settings.loss(), settings.swap() ? " with swap" : ""));
    } else if (memory.size() < sampler.rows()) {
      problems.add(
          "memory: found %d, expected at least a batch, %d"
              .formatted(memory.size(), sampler.rows()));
    }
  }
}
