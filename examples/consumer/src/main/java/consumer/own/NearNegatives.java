package consumer.own;

import io.tercet.distance.Distance;
import io.tercet.mining.AnchorRow;
import io.tercet.mining.PairMiner;
import io.tercet.mining.PairSelection;

/** Chooses all positives, and the negatives that are nearer than negatives are on average. */
public record NearNegatives() implements PairMiner {

  @Override
  public Distance distance() {
    return Distance.EUCLIDEAN;
  }

  @Override
  public void mine(AnchorRow row, PairSelection selection) {
    for (int i = 0; i < row.positiveCount(); i++) {
      selection.addPositive(i);
    }
    double sum = 0;
    for (int i = 0; i < row.negativeCount(); i++) {
      sum += row.negatives()[i];
    }
    for (int i = 0; i < row.negativeCount(); i++) {
      if (row.negatives()[i] * row.negativeCount() < sum) {
        selection.addNegative(i);
      }
    }
  }
}
