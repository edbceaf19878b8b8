package io.tercet.app.cli.option;

import io.tercet.distance.Distance;
import io.tercet.distance.DistanceKind;
import io.tercet.loss.CrossBatchMemory;
import io.tercet.loss.Reducer;
import io.tercet.train.LossKind;
import io.tercet.train.MinerKind;
import io.tercet.train.TrainingConfigBuilder;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What training makes small. */
public final class ObjectiveOptions {
  private static final int DEFAULT_LATE_EPOCH = 2;

  @Option(
      names = "--loss",
      paramLabel = "NAME",
      completionCandidates = LossNames.class,
      description = "${COMPLETION-CANDIDATES}.")
  private @Nullable String loss;

  @Option(
      names = "--miner",
      paramLabel = "NAME",
      completionCandidates = MinerNames.class,
      description =
          "Which triplets of a p-k batch count, or pairs for multi-similarity:"
              + " ${COMPLETION-CANDIDATES}.")
  private @Nullable String miner;

  @Option(
      names = "--late-miner",
      paramLabel = "NAME",
      completionCandidates = MinerNames.class,
      description = "Another miner for later epochs: semi-hard first, batch-hard later.")
  private @Nullable String lateMiner;

  @Option(
      names = "--late-miner-epoch",
      paramLabel = "N",
      description = "Its first epoch. Default: " + DEFAULT_LATE_EPOCH + ".")
  private @Nullable Integer lateMinerEpoch;

  @Option(
      names = "--distance",
      paramLabel = "NAME",
      completionCandidates = DistanceNames.class,
      description =
          "What the loss looks at: ${COMPLETION-CANDIDATES}. Embeddings are scaled to length 1"
              + " first, see --no-normalize. Default: the loss's own.")
  private @Nullable String distance;

  @Option(
      names = "--no-normalize",
      description = "With --distance: look at the embeddings as they are.")
  private boolean notNormalized;

  @Option(
      names = "--margin",
      paramLabel = "ALPHA",
      description = "How much nearer than the negative the positive has to be.")
  private @Nullable Double margin;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description = "Of nt-xent and supervised-contrastive: what similarities are divided by.")
  private @Nullable Double temperature;

  @Option(
      names = "--scale",
      paramLabel = "S",
      description = "Of circle and the losses with proxies or class weights.")
  private @Nullable Double scale;

  @Option(
      names = "--reducer",
      paramLabel = "NAME",
      completionCandidates = ReducerNames.class,
      description =
          "How terms become one number: ${COMPLETION-CANDIDATES}. Default: the loss's own.")
  private @Nullable String reducer;

  @Option(
      names = "--swap",
      description =
          "Triplet losses: take the negative's distance to the positive if it is smaller.")
  private boolean swap;

  @Option(
      names = "--memory",
      paramLabel = "N",
      description = "Compare each batch with the last N embeddings too (cross-batch memory, XBM).")
  private @Nullable Integer memory;

  @Option(
      names = "--memory-warm-up",
      paramLabel = "N",
      description = "Steps without the memory. Default: " + CrossBatchMemory.DEFAULT_WARM_UP + ".")
  private @Nullable Integer memoryWarmUp;

  @Option(
      names = "--variance-weight",
      paramLabel = "W",
      description = "Add the variance term of VICReg, against collapse.")
  private @Nullable Double varianceWeight;

  @Option(
      names = "--centre-weight",
      paramLabel = "W",
      description = "Add the centre loss: a pull towards a learned centre of each class.")
  private @Nullable Double centreWeight;

  /** Changes the objective of a recipe. */
  public void applyTo(TrainingConfigBuilder builder, List<String> problems) {
    Named.choose("--loss", LossKind.class, loss, builder::loss, problems);
    Named.choose("--miner", MinerKind.class, miner, builder::miner, problems);
    int from = lateMinerEpoch == null ? DEFAULT_LATE_EPOCH : lateMinerEpoch;
    Named.choose(
        "--late-miner",
        MinerKind.class,
        lateMiner,
        kind -> builder.lateMiner(kind, from),
        problems);
    Named.choose(
        "--distance",
        DistanceKind.class,
        distance,
        kind -> builder.distance(new Distance(kind, !notNormalized)),
        problems);
    Named.choose("--reducer", Reducer.class, reducer, builder::reducer, problems);
    use(margin, builder::margin);
    use(temperature, builder::temperature);
    use(scale, builder::scale);
    if (swap) {
      builder.swap(true);
    }
    int warmUp = memoryWarmUp == null ? CrossBatchMemory.DEFAULT_WARM_UP : memoryWarmUp;
    use(memory, size -> builder.memory(size, warmUp));
    use(varianceWeight, builder::varianceWeight);
    use(centreWeight, builder::centreWeight);
    refuseAlone(notNormalized, distance, "--no-normalize: goes with --distance", problems);
    refuseAlone(
        lateMinerEpoch != null, lateMiner, "--late-miner-epoch: goes with --late-miner", problems);
    refuseAlone(memoryWarmUp != null, memory, "--memory-warm-up: goes with --memory", problems);
  }

  private static <T> void use(@Nullable T value, Consumer<T> setter) {
    if (value != null) {
      setter.accept(value);
    }
  }

  private static void refuseAlone(
      boolean given, @Nullable Object partner, String problem, List<String> problems) {
    if (given && partner == null) {
      problems.add(problem);
    }
  }
}
