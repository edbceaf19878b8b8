package io.tercet.train;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tercet.distance.Distance;
import io.tercet.mining.BatchAllMiner;
import io.tercet.mining.BatchEasyHardMiner;
import io.tercet.mining.DistanceWeightedMiner;
import io.tercet.mining.Hardness;
import io.tercet.mining.RandomMiner;
import io.tercet.mining.TripletDifficulty;
import io.tercet.mining.TripletMarginMiner;
import io.tercet.mining.TripletMiner;

/** The miners that a configuration can name. */
public enum MinerKind {
  /** Every triplet of the batch. */
  @JsonProperty("batch-all")
  BATCH_ALL("batch-all"),
  /** The farthest positive and the nearest negative of each anchor. */
  @JsonProperty("batch-hard")
  BATCH_HARD("batch-hard"),
  /** All triplets in the right order, but within the margin. */
  @JsonProperty("semi-hard")
  SEMI_HARD("semi-hard"),
  /** All triplets in the wrong order. */
  @JsonProperty("hard")
  HARD("hard"),
  /** All triplets beyond the margin; only the soft loss learns from them. */
  @JsonProperty("easy")
  EASY("easy"),
  /** The nearest positive with the nearest negative beyond it. */
  @JsonProperty("easy-positive")
  EASY_POSITIVE("easy-positive"),
  /** The nearest positive with the nearest negative. */
  @JsonProperty("easy-positive-hard-negative")
  EASY_POSITIVE_HARD_NEGATIVE("easy-positive-hard-negative"),
  /** The farthest positive with the nearest negative beyond it. */
  @JsonProperty("hard-positive-semi-hard-negative")
  HARD_POSITIVE_SEMI_HARD_NEGATIVE("hard-positive-semi-hard-negative"),
  /** For each positive a negative, drawn alike from all distances. */
  @JsonProperty("distance-weighted")
  DISTANCE_WEIGHTED("distance-weighted"),
  /** Some triplets of each anchor at random. */
  @JsonProperty("random")
  RANDOM("random"),
  /** Pairs that are hard against the anchor's others; for losses over pairs. */
  @JsonProperty("multi-similarity")
  MULTI_SIMILARITY("multi-similarity");

  private final String title;

  MinerKind(String title) {
    this.title = title;
  }

  /** Whether it finds pairs rather than triplets. */
  public boolean isOfPairs() {
    return this == MULTI_SIMILARITY;
  }

  /** The triplet miner with that margin and distance, for embeddings of that many dimensions. */
  TripletMiner tripletMiner(double margin, Distance distance, int dimensions) {
    float m = (float) margin;
    return switch (this) {
      case BATCH_ALL -> new BatchAllMiner();
      case BATCH_HARD -> BatchEasyHardMiner.batchHard(distance);
      case SEMI_HARD -> new TripletMarginMiner(TripletDifficulty.SEMI_HARD, m, distance);
      case HARD -> new TripletMarginMiner(TripletDifficulty.HARD, m, distance);
      case EASY -> new TripletMarginMiner(TripletDifficulty.EASY, m, distance);
      case EASY_POSITIVE -> new BatchEasyHardMiner(Hardness.EASY, Hardness.SEMI_HARD, distance);
      case EASY_POSITIVE_HARD_NEGATIVE ->
          new BatchEasyHardMiner(Hardness.EASY, Hardness.HARD, distance);
      case HARD_POSITIVE_SEMI_HARD_NEGATIVE ->
          new BatchEasyHardMiner(Hardness.HARD, Hardness.SEMI_HARD, distance);
      case DISTANCE_WEIGHTED ->
          new DistanceWeightedMiner(
              Math.max(dimensions, 2),
              DistanceWeightedMiner.DEFAULT_CUTOFF,
              DistanceWeightedMiner.DEFAULT_FAR_CUTOFF);
      case RANDOM -> new RandomMiner(RandomMiner.DEFAULT_PER_ANCHOR, RandomMiner.DEFAULT_CAP);
      case MULTI_SIMILARITY ->
          throw new IllegalArgumentException("multi-similarity finds pairs, not triplets");
    };
  }

  /** The name people type. */
  @Override
  public String toString() {
    return title;
  }
}
