package io.tercet.eval;

import io.tercet.tensor.Matrix;
import java.util.Arrays;

/**
 * Principal component analysis (Pearson 1901): the orthogonal directions along which vectors vary
 * most. Found by subspace iteration on the covariance matrix [d x d] in double precision, from a
 * fixed start and with a fixed sign (the largest entry of a direction is positive), so that the
 * result is deterministic.
 *
 * @param mean mean vector [d]
 * @param directions [components x d], orthonormal, by descending variance
 * @param shares share of the total variance along each direction [components], 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent")
public record PrincipalComponents(double[] mean, double[][] directions, double[] shares) {
  private static final int MAX_ITERATIONS = 1000;
  private static final double TOLERANCE = 1e-10;
  private static final int SPARE_DIRECTIONS = 6;

  /**
   * Fits to the rows of {@code vectors} [n x d].
   *
   * @param vectors [n x d]
   * @param components number of directions, 1 to d
   * @return the directions of largest variance
   */
  public static PrincipalComponents fit(Matrix vectors, int components) {
    int d = vectors.columns();
    if (components < 1 || components > d) {
      throw new IllegalArgumentException(
          "components must be 1 to %d, found %d".formatted(d, components));
    }
    double[] mean = mean(vectors);
    double[][] covariance = covariance(vectors, mean);
    double[][] directions = iterate(covariance, Math.min(d, components + SPARE_DIRECTIONS));
    double trace = 0;
    for (int i = 0; i < d; i++) {
      trace += covariance[i][i];
    }
    double[][] kept = Arrays.copyOf(directions, components);
    double[] shares = new double[components];
    for (int i = 0; i < components; i++) {
      shares[i] = trace > 0 ? dot(kept[i], multiply(covariance, kept[i])) / trace : 0;
      fixSign(kept[i]);
    }
    return new PrincipalComponents(mean, kept, shares);
  }

  /**
   * {@return the coordinates of the rows of {@code vectors} [n x d] along the directions: [n x
   * components]}
   *
   * @param vectors [n x d], of the dimensions of those it was fitted to
   */
  public Matrix project(Matrix vectors) {
    Matrix projected = Matrix.zeros(vectors.rows(), directions.length);
    for (int i = 0; i < vectors.rows(); i++) {
      for (int c = 0; c < directions.length; c++) {
        double sum = 0;
        for (int j = 0; j < mean.length; j++) {
          sum += directions[c][j] * (vectors.get(i, j) - mean[j]);
        }
        projected.set(i, c, (float) sum);
      }
    }
    return projected;
  }

  private static double[] mean(Matrix vectors) {
    double[] mean = new double[vectors.columns()];
    for (int i = 0; i < vectors.rows(); i++) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += vectors.get(i, j) / vectors.rows();
      }
    }
    return mean;
  }

  private static double[][] covariance(Matrix vectors, double[] mean) {
    int d = mean.length;
    double[][] covariance = new double[d][d];
    double[] centered = new double[d];
    for (int i = 0; i < vectors.rows(); i++) {
      for (int j = 0; j < d; j++) {
        centered[j] = vectors.get(i, j) - mean[j];
      }
      for (int j = 0; j < d; j++) {
        addScaled(centered[j] / vectors.rows(), centered, covariance[j]);
      }
    }
    return covariance;
  }

  private static double[][] iterate(double[][] covariance, int count) {
    int d = covariance.length;
    double[][] directions = new double[count][];
    for (int i = 0; i < count; i++) {
      double[] start = new double[d];
      for (int j = 0; j < d; j++) {
        // Any start that is not orthogonal to the solution works.
        start[j] = Math.cos((i + 1) * (j + 0.5)) + (i == j ? 1 : 0);
      }
      directions[i] = start;
    }
    orthonormalize(directions);
    for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
      double[][] next = new double[count][];
      for (int i = 0; i < count; i++) {
        next[i] = multiply(covariance, directions[i]);
      }
      orthonormalize(next);
      double moved = 0;
      for (int i = 0; i < count - Math.min(SPARE_DIRECTIONS, count - 1); i++) {
        moved = Math.max(moved, 1 - Math.abs(dot(next[i], directions[i])));
      }
      directions = next;
      if (moved < TOLERANCE) {
        break;
      }
    }
    return directions;
  }

  /**
   * Gram-Schmidt, applied twice against rounding errors; a vanishing direction becomes a unit
   * vector.
   */
  private static void orthonormalize(double[][] directions) {
    for (int i = 0; i < directions.length; i++) {
      double before = Math.sqrt(dot(directions[i], directions[i]));
      int unit = 0;
      while (!(removeEarlier(directions, i) > 1e-10 * before) || before == 0) {
        directions[i] = new double[directions[i].length];
        directions[i][unit++] = 1;
        before = 1;
      }
      double norm = Math.sqrt(dot(directions[i], directions[i]));
      for (int j = 0; j < directions[i].length; j++) {
        directions[i][j] /= norm;
      }
    }
  }

  private static double removeEarlier(double[][] directions, int i) {
    for (int pass = 0; pass < 2; pass++) {
      for (int j = 0; j < i; j++) {
        addScaled(-dot(directions[i], directions[j]), directions[j], directions[i]);
      }
    }
    return Math.sqrt(dot(directions[i], directions[i]));
  }

  private static void fixSign(double[] direction) {
    double largest = 0;
    for (double entry : direction) {
      largest = Math.abs(entry) > Math.abs(largest) ? entry : largest;
    }
    if (largest < 0) {
      for (int j = 0; j < direction.length; j++) {
        direction[j] = -direction[j];
      }
    }
  }

  private static double[] multiply(double[][] matrix, double[] vector) {
    double[] product = new double[vector.length];
    for (int i = 0; i < product.length; i++) {
      product[i] = dot(matrix[i], vector);
    }
    return product;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void addScaled(double scale, double[] x, double[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] += scale * x[i];
    }
  }
}
