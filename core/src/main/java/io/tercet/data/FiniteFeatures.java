package io.tercet.data;

import io.tercet.parallel.Workers;
import io.tercet.tensor.Matrix;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Checks that features are finite: a single NaN would silently turn all weights into NaN in one
 * training step.
 */
public final class FiniteFeatures {
  private FiniteFeatures() {}

  /**
   * Checks all features of all examples, except of byte images, which are always finite.
   *
   * @param dataset the examples to check
   * @param workers the threads that run the tasks
   * @throws IllegalArgumentException naming the example and feature that is not finite
   */
  public static void require(Dataset dataset, Workers workers) {
    if (areBytes(dataset)) {
      return;
    }
    AtomicInteger first = new AtomicInteger(Integer.MAX_VALUE);
    ParallelReader.read(
        dataset,
        workers,
        (i, features) -> {
          if (firstOther(features, 0, features.length) >= 0) {
            first.accumulateAndGet(i, Math::min);
          }
        });
    if (first.get() < dataset.size()) {
      require(dataset, first.get());
    }
  }

  private static boolean areBytes(Dataset dataset) {
    return dataset instanceof ByteImages
        || (dataset instanceof Subset subset && areBytes(subset.whole()));
  }

  /**
   * Checks one example.
   *
   * @param dataset the source of the example
   * @param example its index
   * @throws IllegalArgumentException naming the feature that is not finite
   */
  public static void require(Dataset dataset, int example) {
    float[] features = new float[dataset.features()];
    dataset.read(example, features, 0);
    int at = firstOther(features, 0, features.length);
    if (at >= 0) {
      String id = dataset.id(example);
      String called = id.equals(String.valueOf(example)) ? "" : " (" + id + ")";
      throw new IllegalArgumentException(message("example " + example + called, features[at], at));
    }
  }

  static void require(Matrix matrix, int row) {
    int at = firstOther(matrix.data(), matrix.offset(row), matrix.columns());
    if (at >= 0) {
      throw new IllegalArgumentException(message("row " + row, matrix.get(row, at), at));
    }
  }

  private static String message(String where, float found, int column) {
    return "%s has %s as feature %d, expected finite numbers".formatted(where, found, column);
  }

  /**
   * Index of the first value that is not finite, or -1. The sum of 0 * x over all x is 0 only if
   * all are finite.
   */
  private static int firstOther(float[] features, int from, int count) {
    float sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += 0 * features[i];
    }
    for (int i = 0; i < count && sum != 0; i++) {
      if (!Float.isFinite(features[from + i])) {
        return i;
      }
    }
    return -1;
  }
}
