package io.tercet.mining;

import io.tercet.distance.Distance;

/**
 * Every triplet of the batch (Hermans, Beyer and Leibe 2017, "batch all").
 *
 * @param distance not looked at
 */
public record BatchAllMiner(Distance distance) implements TripletMiner {

  @Override
  public void mine(AnchorRow row, Triplets triplets) {
    for (int i = 0; i < row.positiveCount(); i++) {
      for (int j = 0; j < row.negativeCount(); j++) {
        triplets.accept(row.positives()[i], row.negatives()[j]);
      }
    }
  }
}
