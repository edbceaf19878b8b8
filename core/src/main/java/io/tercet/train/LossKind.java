package io.tercet.train;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tercet.train.LossTraits.Compares;

/** The losses that a configuration can name. */
public enum LossKind {
  /** Per example, the form the Keras notebook's code trains with; for random triplets. */
  @JsonProperty("mean-square")
  MEAN_SQUARE("mean-square", LossTraits.ofTriplets()),
  /** Of the whole batch, the Keras notebook's formula; for random triplets. */
  @JsonProperty("batch-rms")
  BATCH_RMS("batch-rms", LossTraits.ofTriplets()),
  /** Triplet margin loss over mined triplets. */
  @JsonProperty("triplet")
  TRIPLET("triplet", LossTraits.ofPairs(Compares.ANY).margin().tripletMiners()),
  /** Triplet loss with log(1 + exp) for the hinge, over mined triplets. */
  @JsonProperty("soft-triplet")
  SOFT_TRIPLET("soft-triplet", LossTraits.ofPairs(Compares.ANY).margin().tripletMiners()),
  /** Contrastive loss. */
  @JsonProperty("contrastive")
  CONTRASTIVE("contrastive", LossTraits.ofPairs(Compares.DISTANCES).pairMiners()),
  /** NT-Xent, also known as InfoNCE. */
  @JsonProperty("nt-xent")
  NT_XENT("nt-xent", LossTraits.ofPairs(Compares.ANY).temperature().pairMiners()),
  /** NT-Xent on dot products of embeddings of any length. */
  @JsonProperty("n-pairs")
  N_PAIRS("n-pairs", LossTraits.ofPairs(Compares.FIXED).pairMiners()),
  /** Supervised contrastive loss. */
  @JsonProperty("supervised-contrastive")
  SUPERVISED_CONTRASTIVE(
      "supervised-contrastive", LossTraits.ofPairs(Compares.ANY).temperature().pairMiners()),
  /** Multi-similarity loss, with its miner unless another is named. */
  @JsonProperty("multi-similarity")
  MULTI_SIMILARITY("multi-similarity", LossTraits.ofPairs(Compares.SIMILARITIES).pairMiners()),
  /** Circle loss. */
  @JsonProperty("circle")
  CIRCLE("circle", LossTraits.ofPairs(Compares.SIMILARITIES).margin().scale().pairMiners()),
  /** Lifted structure loss. */
  @JsonProperty("lifted-structure")
  LIFTED_STRUCTURE("lifted-structure", LossTraits.ofPairs(Compares.ANY).margin().pairMiners()),
  /** Margin loss with its boundary as it is. */
  @JsonProperty("margin")
  MARGIN("margin", LossTraits.ofPairs(Compares.DISTANCES).margin().pairMiners()),
  /** Margin loss that learns its boundary. */
  @JsonProperty("learned-margin")
  LEARNED_MARGIN("learned-margin", LossTraits.ofPairs(Compares.DISTANCES).margin().ownWeights()),
  /** FastAP. */
  @JsonProperty("fast-ap")
  FAST_AP("fast-ap", LossTraits.ofPairs(Compares.FIXED).pairMiners()),
  /** Proxy-anchor. */
  @JsonProperty("proxy-anchor")
  PROXY_ANCHOR("proxy-anchor", LossTraits.ofPairs(Compares.FIXED).margin().scale().ownWeights()),
  /** Proxy-NCA. */
  @JsonProperty("proxy-nca")
  PROXY_NCA("proxy-nca", LossTraits.ofPairs(Compares.FIXED).scale().ownWeights()),
  /** ArcFace. */
  @JsonProperty("arcface")
  ARCFACE("arcface", LossTraits.ofPairs(Compares.FIXED).margin().scale().ownWeights()),
  /** CosFace. */
  @JsonProperty("cosface")
  COSFACE("cosface", LossTraits.ofPairs(Compares.FIXED).margin().scale().ownWeights());

  private final String title;

  @SuppressWarnings("ImmutableEnumChecker") // a record of booleans and enums
  private final LossTraits traits;

  LossKind(String title, LossTraits traits) {
    this.title = title;
    this.traits = traits;
  }

  /** What it takes. */
  public LossTraits traits() {
    return traits;
  }

  /** The name people type. */
  @Override
  public String toString() {
    return title;
  }
}
