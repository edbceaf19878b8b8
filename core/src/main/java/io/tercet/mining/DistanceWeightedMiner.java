package io.tercet.mining;

import io.tercet.distance.Distance;
import io.tercet.tensor.Checks;
import java.util.random.RandomGenerator;

/**
 * For each positive pair one negative, drawn so that negatives are uniformly distributed over
 * distances (Wu, Manmatha, Smola and Kraehenbuehl 2017, "Sampling matters in deep embedding
 * learning", section 4): with probability proportional to 1 / q(max(d, cutoff)), where
 *
 * <pre>
 *   q(d) = d^(D - 2) (1 - d^2 / 4)^((D - 3) / 2)
 * </pre>
 *
 * <p>is the density of the distances of random points on the unit sphere of D dimensions, those of
 * the embeddings (at least 2). Negatives at or beyond the far cutoff are never drawn; an anchor
 * without any other has no triplets.
 *
 * @param cutoff above 0; default {@value #DEFAULT_CUTOFF} as in the paper: closer ones have too
 *     much variance
 * @param farCutoff above the cutoff; default {@value #DEFAULT_FAR_CUTOFF} as in the paper: farther
 *     ones have no loss
 */
public record DistanceWeightedMiner(float cutoff, float farCutoff) implements TripletMiner {
  /** The paper's. */
  static final float DEFAULT_CUTOFF = 0.5f;

  /** The paper's. */
  static final float DEFAULT_FAR_CUTOFF = 1.4f;

  /**
   * Checks the cutoffs.
   *
   * @throws IllegalArgumentException unless {@code 0 < cutoff < farCutoff}
   */
  public DistanceWeightedMiner {
    if (!(cutoff > 0 && cutoff < farCutoff && Checks.isPositive(farCutoff))) {
      throw new IllegalArgumentException(
          "expected 0 < cutoff < far cutoff, found %s and %s".formatted(cutoff, farCutoff));
    }
  }

  /** {@return the miner with its defaults} */
  public static DistanceWeightedMiner defaults() {
    return new DistanceWeightedMiner(DEFAULT_CUTOFF, DEFAULT_FAR_CUTOFF);
  }

  /** The density is that of points on the unit sphere. */
  @Override
  public String description() {
    return "distance-weighted";
  }

  @Override
  public Distance distance() {
    return Distance.NORMALIZED_EUCLIDEAN;
  }

  @Override
  public void mine(AnchorRow row, Triplets triplets) {
    double[] cumulative = cumulativeWeights(row);
    double total = cumulative.length == 0 ? 0 : cumulative[cumulative.length - 1];
    if (!(total > 0)) {
      return;
    }
    RandomGenerator random = row.random();
    for (int i = 0; i < row.positiveCount(); i++) {
      triplets.accept(i, draw(cumulative, random.nextDouble(total)));
    }
  }

  /** The first whose cumulative weight is above {@code at}; one of weight 0 is never it. */
  private static int draw(double[] cumulative, double at) {
    int low = 0;
    int high = cumulative.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cumulative[middle] > at) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private double[] cumulativeWeights(AnchorRow row) {
    double[] weights = new double[row.negativeCount()];
    int dimensions = Math.max(row.dimensions(), 2);
    double largest = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < weights.length; j++) {
      weights[j] = logWeight(dimensions, row.negatives()[j]);
      largest = Math.max(largest, weights[j]);
    }
    double sum = 0;
    for (int j = 0; j < weights.length; j++) {
      sum += largest == Double.NEGATIVE_INFINITY ? 0 : Math.exp(weights[j] - largest);
      weights[j] = sum;
    }
    return weights;
  }

  /** log(1 / q), or minus infinity beyond the far cutoff. */
  private double logWeight(int dimensions, float distance) {
    if (distance >= farCutoff) {
      return Double.NEGATIVE_INFINITY;
    }
    // A distance of 2, the whole sphere away, has a density of 0.
    double d = Math.min(Math.max(distance, cutoff), 2 - 1e-6);
    return (2.0 - dimensions) * Math.log(d) - (dimensions - 3) / 2.0 * Math.log(1 - 0.25 * d * d);
  }
}
