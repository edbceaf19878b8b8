package io.tercet.app.cli;

import io.tercet.train.SamplerSettings;
import io.tercet.train.SamplerSettings.ClassesTimesExamples;
import io.tercet.train.SamplerSettings.RandomTriplets;
import io.tercet.train.SamplerSettings.TripletsOfFile;
import io.tercet.train.TrainingConfig;
import io.tercet.train.TrainingConfigBuilder;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which examples make a batch. */
final class SamplerOptions {
  private static final String TRIPLETS = "triplets";
  private static final String CLASSES = "p-k";
  private static final String LISTED = "file";

  @Option(
      names = "--sampler",
      paramLabel = "NAME",
      description =
          "triplets: random triplets; p-k: some classes, some examples of each; file: the triplets"
              + " of --triplets.")
  private @Nullable String sampler;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Triplets of a step, for the samplers triplets and file.")
  private @Nullable Integer batchSize;

  @Option(names = "--classes", paramLabel = "P", description = "Classes of a p-k batch.")
  private @Nullable Integer classes;

  @Option(names = "--per-class", paramLabel = "K", description = "Examples of each of them.")
  private @Nullable Integer perClass;

  @Option(
      names = "--triplets",
      paramLabel = "FILE",
      description =
          "Train on these triplets: a line 'anchor,positive,negative' for each, by number of"
              + " training example from 0.")
  private @Nullable Path triplets;

  /** Changes the sampler of a recipe. */
  void applyTo(TrainingConfigBuilder builder, List<String> problems) {
    String chosen = chosen(builder.sampler());
    if (!List.of(TRIPLETS, CLASSES, LISTED).contains(chosen)) {
      problems.add("--sampler: found '%s', expected triplets, p-k or file".formatted(chosen));
      return;
    }
    boolean pairs = chosen.equals(CLASSES);
    refuse(pairs && batchSize != null, "--batch-size: p-k has --classes and --per-class", problems);
    refuse(!pairs && classes != null, "--classes: is for --sampler p-k", problems);
    refuse(!pairs && perClass != null, "--per-class: is for --sampler p-k", problems);
    refuse(
        !chosen.equals(LISTED) && triplets != null, "--triplets: is for --sampler file", problems);
    switch (chosen) {
      case CLASSES -> applyClasses(builder);
      case TRIPLETS -> builder.batchSize(size(builder.sampler()));
      default -> applyFile(builder, problems);
    }
  }

  /** A file of triplets needs no name beside it. */
  private String chosen(SamplerSettings start) {
    if (sampler != null) {
      return sampler;
    }
    if (triplets != null) {
      return LISTED;
    }
    return start instanceof ClassesTimesExamples ? CLASSES : TRIPLETS;
  }

  private static void refuse(boolean wrong, String problem, List<String> problems) {
    if (wrong) {
      problems.add(problem);
    }
  }

  private void applyClasses(TrainingConfigBuilder builder) {
    ClassesTimesExamples start =
        (ClassesTimesExamples)
            (builder.sampler() instanceof ClassesTimesExamples now
                ? now
                : TrainingConfig.mlp().sampler());
    builder.classesTimesExamples(
        classes == null ? start.classes() : classes,
        perClass == null ? start.examplesPerClass() : perClass);
  }

  private void applyFile(TrainingConfigBuilder builder, List<String> problems) {
    if (triplets == null) {
      problems.add("--sampler: file needs --triplets FILE");
    } else {
      builder.tripletsOfFile(triplets, size(builder.sampler()));
    }
  }

  private int size(SamplerSettings start) {
    if (batchSize != null) {
      return batchSize;
    }
    return switch (start) {
      case RandomTriplets random -> random.triplets();
      case TripletsOfFile file -> file.triplets();
      case ClassesTimesExamples ignored ->
          ((RandomTriplets) TrainingConfig.classic().sampler()).triplets();
    };
  }
}
