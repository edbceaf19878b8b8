package io.tercet.train;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The losses that a configuration can name. */
public enum LossKind {
  /** Per example, the form the Keras notebook's code trains with; for random triplets. */
  @JsonProperty("mean-square")
  MEAN_SQUARE("mean-square", false),
  /** Of the whole batch, the Keras notebook's formula; for random triplets. */
  @JsonProperty("batch-rms")
  BATCH_RMS("batch-rms", false),
  /** Triplet margin loss over mined triplets. */
  @JsonProperty("triplet")
  TRIPLET("triplet", true),
  /** Triplet loss with log(1 + exp) for the hinge, over mined triplets. */
  @JsonProperty("soft-triplet")
  SOFT_TRIPLET("soft-triplet", true),
  /** Contrastive loss. */
  @JsonProperty("contrastive")
  CONTRASTIVE("contrastive", true),
  /** NT-Xent, also known as InfoNCE. */
  @JsonProperty("nt-xent")
  NT_XENT("nt-xent", true),
  /** Supervised contrastive loss. */
  @JsonProperty("supervised-contrastive")
  SUPERVISED_CONTRASTIVE("supervised-contrastive", true),
  /** Multi-similarity loss with its miner. */
  @JsonProperty("multi-similarity")
  MULTI_SIMILARITY("multi-similarity", true),
  /** Circle loss. */
  @JsonProperty("circle")
  CIRCLE("circle", true),
  /** Lifted structure loss. */
  @JsonProperty("lifted-structure")
  LIFTED_STRUCTURE("lifted-structure", true),
  /** Margin loss. */
  @JsonProperty("margin")
  MARGIN("margin", true);

  private final String title;
  private final boolean ofWholeBatch;

  LossKind(String title, boolean ofWholeBatch) {
    this.title = title;
    this.ofWholeBatch = ofWholeBatch;
  }

  /** Whether the loss looks at all pairs of a batch, which P x K batches are for. */
  public boolean isOfWholeBatch() {
    return ofWholeBatch;
  }

  /** Whether the loss has a margin to set. */
  public boolean hasMargin() {
    return switch (this) {
      case MEAN_SQUARE, BATCH_RMS, TRIPLET, SOFT_TRIPLET, LIFTED_STRUCTURE, MARGIN -> true;
      case CONTRASTIVE, NT_XENT, SUPERVISED_CONTRASTIVE, MULTI_SIMILARITY, CIRCLE -> false;
    };
  }

  /** Whether the loss takes the triplets of a miner. */
  public boolean hasMiner() {
    return this == TRIPLET || this == SOFT_TRIPLET;
  }

  /** The name people type. */
  @Override
  public String toString() {
    return title;
  }
}
