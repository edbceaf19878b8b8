package io.tercet.loss;

import io.tercet.io.ComponentReader;
import io.tercet.io.ComponentTypes;
import io.tercet.io.ComponentWriter;

/** The losses by the names that they have in JSON. */
public final class LossJson {
  /** All losses of the library. */
  static final ComponentTypes<Loss> TYPES =
      new ComponentTypes<>(Loss.class, "loss", ForeignLoss::new)
          .with("mean-square", TripletMeanSquareLoss.class)
          .with("batch-rms", TripletBatchRmsLoss.class)
          .with("triplet", TripletLoss.class)
          .with("contrastive", ContrastiveLoss.class)
          .with("nt-xent", NtXentLoss.class)
          .with("supervised-contrastive", SupervisedContrastiveLoss.class)
          .with("multi-similarity", MultiSimilarityLoss.class)
          .with("circle", CircleLoss.class)
          .with("lifted-structure", LiftedStructureLoss.class)
          .with("margin", MarginLoss.class)
          .with("learned-margin", LearnedMarginLoss.class)
          .with("fast-ap", FastApLoss.class)
          .with("proxy-anchor", ProxyAnchorLoss.class)
          .with("proxy-nca", ProxyNcaLoss.class)
          .with("arcface", ArcFaceLoss.class)
          .with("cosface", CosFaceLoss.class)
          .with("center", CenterLoss.class)
          .with("variance", VarianceLoss.class)
          .with("mined", MinedLoss.class)
          .with("cross-batch-memory", CrossBatchMemory.class)
          .with("scheduled", ScheduledLoss.class)
          .with("sum", SumLoss.class);

  private LossJson() {}

  /**
   * {@return the name of a loss's kind; of one from outside the library, that of its class}
   *
   * @param loss a loss of the library or of yours
   */
  public static String nameOf(Loss loss) {
    return TYPES.nameOf(loss);
  }

  static final class Writer extends ComponentWriter<Loss> {
    Writer() {
      super(TYPES);
    }
  }

  static final class Reader extends ComponentReader<Loss> {
    Reader() {
      super(TYPES);
    }
  }
}
