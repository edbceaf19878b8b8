package io.tercet.distance;

import java.util.Arrays;

/**
 * What gradients add up to on one side of a distance: for each vector the sum of its gradients, and
 * the sum of the other side's vectors times gradients. Shards have sums of their own, added up in
 * order.
 */
public final class GradientSums {
  private final boolean wanted;
  private float[] gradients = new float[0];
  private float[] products = new float[0];

  /**
   * @param wanted whether anything is to be added at all
   */
  public GradientSums(boolean wanted) {
    this.wanted = wanted;
  }

  /** Makes room for that many vectors and sets all to 0. */
  public void clear(int count, int dimensions) {
    if (!wanted) {
      return;
    }
    if (gradients.length < count) {
      gradients = new float[count];
    }
    if (products.length < count * dimensions) {
      products = new float[count * dimensions];
    }
    Arrays.fill(gradients, 0, count, 0);
    Arrays.fill(products, 0, count * dimensions, 0);
  }

  /** Whether anything is to be added. */
  public boolean isWanted() {
    return wanted;
  }

  /** Sum of the gradients of each vector [n]. */
  public float[] gradients() {
    return gradients;
  }

  /** Sum of gradients times vectors of the other side [n x d]. */
  public float[] products() {
    return products;
  }

  /** Adds the entries of vectors {@code from} to {@code to} - 1 of another. */
  public void add(GradientSums other, int from, int to, int dimensions) {
    for (int i = from; i < to; i++) {
      gradients[i] += other.gradients[i];
    }
    for (int i = from * dimensions; i < to * dimensions; i++) {
      products[i] += other.products[i];
    }
  }
}
