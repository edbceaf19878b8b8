package io.tercet.loss;

import io.tercet.distance.Distance;
import io.tercet.mining.AnchorRow;

/**
 * Center loss (Wen, Zhang, Li and Qiao 2016, equation 2): half the squared Euclidean distance of an
 * example to the learned center of its class, averaged over the batch. It only pulls together, so
 * it is added to a loss that pushes apart; alone it would end in a single point. The paper moves
 * centers by a rule of its own (equation 4); here the optimizer moves them down the same gradient.
 */
public record CenterLoss() implements ProxyLoss {

  @Override
  public String proxyName() {
    return "centers";
  }

  @Override
  public Distance distance() {
    return Distance.SQUARED_EUCLIDEAN;
  }

  @Override
  public Reducer reducer() {
    return Reducer.MEAN;
  }

  @Override
  public void evaluate(AnchorContext terms) {
    AnchorRow row = terms.row();
    for (int i = 0; i < row.positiveCount(); i++) {
      terms.positives().add(row.positives()[i] / 2.0);
      terms.positiveGradients()[i] = 0.5f;
    }
  }

  @Override
  public String description() {
    return "center loss";
  }
}
