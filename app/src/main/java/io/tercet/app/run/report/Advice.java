package io.tercet.app.run.report;

import io.tercet.app.run.RunJson;
import io.tercet.loss.CrossBatchMemory;
import io.tercet.loss.Loss;
import io.tercet.loss.ScheduledLoss;
import io.tercet.loss.SumLoss;
import io.tercet.loss.TripletLoss;
import io.tercet.loss.VarianceLoss;
import io.tercet.sampling.ClassBalanced;
import io.tercet.sampling.ListedTriplets;
import io.tercet.sampling.RandomTriplets;
import io.tercet.sampling.Shuffled;
import io.tercet.train.TrainingConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What to try where a training went wrong: only what its configuration can take, and what it has
 * not tried already.
 *
 * @param config of the training
 */
public record Advice(TrainingConfig config) {
  /** Below that many steps in all weights hardly move. */
  private static final int FEW_STEPS = 100;

  /** Steps of an epoch that a smaller batch is to give. */
  private static final int WANTED_STEPS = 10;

  /** Steps in all that more epochs are to give. */
  private static final int ENOUGH_STEPS = 500;

  /** For the configuration that a model file holds; empty where that is none of Tercet's. */
  public static Optional<Advice> of(JsonNode configuration) {
    try {
      return Optional.of(new Advice(RunJson.LINE.treeToValue(configuration, TrainingConfig.class)));
    } catch (JacksonException | IllegalArgumentException e) {
      return Optional.empty(); // of another version, or written by a program
    }
  }

  /** What to try after all embeddings went to one point. */
  public String afterCollapse() {
    List<String> ideas = new ArrayList<>();
    TripletLoss triplets = triplets(config.loss());
    if (triplets != null) {
      String miner = triplets.miner().description();
      List<String> milder = new ArrayList<>(List.of("semi-hard", "easy-positive"));
      milder.remove(miner);
      ideas.add("--miner " + String.join(" or ", milder));
      if (!isScheduled(config.loss())) {
        ideas.add("--late-miner for the hard ones");
      }
    }
    if (!config.sampler().choosesTriplets() && !hasVariance(config.loss())) {
      ideas.add("--variance-weight 25");
    }
    if (config.sampler().choosesTriplets()) {
      ideas.add("--recipe mlp");
    }
    ideas.add("a smaller --learning-rate than " + config.optimizer().learningRate());
    return "try " + list(ideas);
  }

  /** Where all embeddings are one point, each triplet's loss is the margin. */
  public boolean isMargin(double loss) {
    TripletLoss triplets = triplets(config.loss());
    return triplets != null
        && !triplets.soft()
        && Math.abs(loss - triplets.margin()) < 0.1 * triplets.margin();
  }

  /** The loss over triplets, whatever stands around it; null where there is none. */
  private static @Nullable TripletLoss triplets(Loss loss) {
    return switch (loss) {
      case TripletLoss triplets -> triplets;
      case SumLoss sum -> triplets(sum.loss());
      case CrossBatchMemory memory -> triplets(memory.loss());
      case ScheduledLoss scheduled -> triplets(scheduled.then());
      default -> null;
    };
  }

  private static boolean isScheduled(Loss loss) {
    return loss instanceof ScheduledLoss
        || (loss instanceof SumLoss sum && isScheduled(sum.loss()));
  }

  private static boolean hasVariance(Loss loss) {
    return loss instanceof SumLoss sum
        && (sum.added() instanceof VarianceLoss || hasVariance(sum.loss()));
  }

  /** What to try where raw features classify better than the embedding. */
  String whereRawIsBetter() {
    String epochs = "more than %s --epochs".formatted(config.epochs());
    return switch (config.sampler()) {
      case RandomTriplets _ ->
          "random triplets soon have little left to teach; try --recipe mlp, or " + epochs;
      case ListedTriplets _ -> "try more triplets in the list, or " + epochs;
      default -> "try " + epochs;
    };
  }

  /**
   * A line where there are so few steps that little can be learned, with what gives more.
   *
   * @param stepsPerEpoch steps of an epoch
   * @param examples number of training examples
   */
  public Optional<String> aboutSteps(int stepsPerEpoch, int examples) {
    long steps = (long) stepsPerEpoch * config.epochs();
    if (steps >= FEW_STEPS) {
      return Optional.empty();
    }
    List<String> ideas = new ArrayList<>();
    smallerBatch(examples).ifPresent(ideas::add);
    ideas.add("--epochs " + (ENOUGH_STEPS + stepsPerEpoch - 1) / stepsPerEpoch);
    return Optional.of(
        "Only %s of training, %s an epoch: weights hardly move, and the model may have learned nothing; try %s."
            .formatted(count(steps), stepsPerEpoch, list(ideas)));
  }

  private static String count(long steps) {
    return steps == 1 ? "1 step" : steps + " steps";
  }

  /** The option that makes batches smaller, if they can be. */
  private Optional<String> smallerBatch(int examples) {
    int wanted = Math.max(examples / WANTED_STEPS, 2);
    return switch (config.sampler()) {
      case RandomTriplets(int triplets) -> smaller("--batch-size", wanted, triplets);
      case ListedTriplets(String _, int triplets) -> smaller("--batch-size", wanted, triplets);
      case Shuffled(int size) -> smaller("--batch-size", wanted, size);
      case ClassBalanced(int classes, int each) ->
          smaller("--per-class", Math.max(wanted / classes, 2), each);
      default -> Optional.empty();
    };
  }

  private static Optional<String> smaller(String option, int wanted, int now) {
    return wanted < now ? Optional.of(option + " " + wanted) : Optional.empty();
  }

  private static String list(List<String> ideas) {
    int last = ideas.size() - 1;
    return last == 0
        ? ideas.getFirst()
        : String.join(", ", ideas.subList(0, last)) + ", or " + ideas.get(last);
  }
}
