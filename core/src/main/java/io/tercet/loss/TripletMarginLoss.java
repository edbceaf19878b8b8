package io.tercet.loss;

import io.tercet.distance.Distance;
import io.tercet.loss.engine.LogSumExp;
import io.tercet.tensor.Checks;

/**
 * Triplet margin loss of single triplets: l = max(d(a, p) - d(a, n) + margin, 0), or, soft, log(1 +
 * exp(d(a, p) - d(a, n) + margin)) (Hermans, Beyer and Leibe 2017). For a similarity the signs
 * turn. {@link SwappedTripletObjective} has the form with swap.
 *
 * @param margin default {@value TripletLoss#DEFAULT_MARGIN}
 * @param soft default false
 * @param distance default: Euclidean on embeddings of length 1
 * @param reducer default: mean of non-zero
 */
record TripletMarginLoss(double margin, boolean soft, Distance distance, Reducer reducer) {
  public TripletMarginLoss {
    Checks.requireNotNegative("margin", margin);
  }

  /** Loss of a triplet of that violation: farness of the positive minus that of the negative. */
  double loss(float violation) {
    double x = violation + margin;
    return soft ? LogSumExp.softplus(x) : Math.max(x, 0);
  }

  /** Its gradient. */
  float gradient(float violation) {
    double x = violation + margin;
    return soft ? (float) LogSumExp.sigmoid(x) : x > 0 ? 1 : 0;
  }
}
