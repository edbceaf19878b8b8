package io.tercet.train;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tercet.distance.Distance;
import io.tercet.mining.BatchAllMiner;
import io.tercet.mining.BatchEasyHardMiner;
import io.tercet.mining.Choice;
import io.tercet.mining.MarginRule;
import io.tercet.mining.TripletMarginMiner;
import io.tercet.mining.TripletMiner;

/** The miners that a configuration can name, for triplet losses. */
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
  /** The nearest positive with the nearest negative beyond it. */
  @JsonProperty("easy-positive")
  EASY_POSITIVE("easy-positive");

  private final String title;

  MinerKind(String title) {
    this.title = title;
  }

  /** The miner with that margin and distance. */
  TripletMiner miner(double margin, Distance distance) {
    float m = (float) margin;
    return switch (this) {
      case BATCH_ALL -> new BatchAllMiner(distance);
      case BATCH_HARD -> BatchEasyHardMiner.batchHard(distance);
      case SEMI_HARD -> new TripletMarginMiner(MarginRule.SEMI_HARD, m, distance);
      case HARD -> new TripletMarginMiner(MarginRule.HARD, m, distance);
      case EASY_POSITIVE -> new BatchEasyHardMiner(Choice.EASY, Choice.SEMI_HARD, distance);
    };
  }

  /** The name people type. */
  @Override
  public String toString() {
    return title;
  }
}
