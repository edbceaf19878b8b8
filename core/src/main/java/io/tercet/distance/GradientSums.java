package io.tercet.distance;

import java.util.Arrays;

/**
 * Gradient sums of one side of a distance: for each vector the sum of its gradients, and the sum of
 * the other side's vectors times gradients. Each shard has its own sums, which are added in order.
 */
public final class GradientSums {
  private final boolean wanted;
  private float[] gradients = new float[0];
  private float[] products = new float[0];

  /**
   * Creates empty sums.
   *
   * @param wanted whether sums are needed at all
   */
  public GradientSums(boolean wanted) {
    this.wanted = wanted;
  }

  /**
   * Resizes the sums to that many vectors and sets them to 0.
   *
   * @param count the number of vectors, n
   * @param dimensions the number of dimensions of a vector, d
   */
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

  /** {@return whether sums are needed} */
  public boolean isWanted() {
    return wanted;
  }

  /** {@return the sum of the gradients of each vector [n]} */
  float[] gradients() {
    return gradients;
  }

  /** {@return the sum of gradients times vectors of the other side [n x d]} */
  float[] products() {
    return products;
  }

  /**
   * Adds the entries of vectors {@code from} to {@code to} - 1 of other sums.
   *
   * @param other sums of at least {@code to} vectors of the same dimensions
   * @param from the first vector
   * @param to one past the last vector
   * @param dimensions the number of dimensions of a vector, d
   */
  public void add(GradientSums other, int from, int to, int dimensions) {
    for (int i = from; i < to; i++) {
      gradients[i] += other.gradients[i];
    }
    for (int i = from * dimensions; i < to * dimensions; i++) {
      products[i] += other.products[i];
    }
  }
}
