package consumer.own;

import io.tercet.distance.Distance;
import io.tercet.mining.AnchorRow;
import io.tercet.mining.TripletMiner;

/** Makes a triplet of each positive and the nearest negative. */
public record NearestNegative() implements TripletMiner {

  @Override
  public Distance distance() {
    return Distance.NORMALIZED_EUCLIDEAN;
  }

  @Override
  public void mine(AnchorRow row, Triplets triplets) {
    int nearest = 0;
    for (int i = 1; i < row.negativeCount(); i++) {
      if (row.negatives()[i] < row.negatives()[nearest]) {
        nearest = i;
      }
    }
    for (int i = 0; i < row.positiveCount() && row.negativeCount() > 0; i++) {
      triplets.accept(i, nearest);
    }
  }
}
