package consumer.own;

import io.tercet.distance.Distance;
import io.tercet.loss.AnchorContext;
import io.tercet.loss.AnchorLoss;
import io.tercet.loss.Reducer;
import io.tercet.mining.AnchorRow;

/**
 * A loss of one anchor after the other: the distance to each positive, and what each negative lacks
 * to the margin, squared and halved.
 *
 * @param margin above 0
 */
public record PullAndPush(double margin) implements AnchorLoss {

  public PullAndPush {
    if (!(margin > 0)) {
      throw new IllegalArgumentException("margin: found %s, expected above 0".formatted(margin));
    }
  }

  @Override
  public Distance distance() {
    return Distance.EUCLIDEAN;
  }

  @Override
  public Reducer reducer() {
    return Reducer.MEAN;
  }

  @Override
  public void evaluate(AnchorContext anchor) {
    AnchorRow row = anchor.row();
    for (int i = 0; i < row.positiveCount(); i++) {
      float distance = row.positives()[i];
      anchor.positives().add(distance * distance / 2);
      anchor.positiveGradients()[i] = distance;
    }
    for (int i = 0; i < row.negativeCount(); i++) {
      double lack = Math.max(margin - row.negatives()[i], 0);
      anchor.positives().add(lack * lack / 2);
      anchor.negativeGradients()[i] = (float) -lack;
    }
  }
}
