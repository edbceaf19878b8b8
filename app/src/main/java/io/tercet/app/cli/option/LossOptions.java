package io.tercet.app.cli.option;

import io.tercet.loss.CrossBatchMemory;
import io.tercet.loss.Loss;
import io.tercet.train.TrainingConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What training makes small. */
public final class LossOptions {
  private static final int DEFAULT_LATE_EPOCH = LossFlags.DEFAULT_LATE_EPOCH;

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
      names = "--loss-scale",
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
      names = {"--center-weight", "--centre-weight"},
      paramLabel = "W",
      description = "Add the center loss: a pull towards a learned center of each class.")
  private @Nullable Double centerWeight;

  /** The loss of a configuration with what the options change; problems go to the flags. */
  public Loss applyTo(TrainingConfig config, ComponentFlags flags) {
    return flags.loss(config, typed());
  }

  /** What was typed. */
  private LossFlags typed() {
    return new LossFlags(
        loss,
        miner,
        lateMiner,
        lateMinerEpoch,
        distance,
        notNormalized,
        margin,
        temperature,
        scale,
        reducer,
        swap,
        memory,
        memoryWarmUp,
        varianceWeight,
        centerWeight);
  }
}
