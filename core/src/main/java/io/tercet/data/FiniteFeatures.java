package io.tercet.data;

import io.tercet.parallel.Workers;
import io.tercet.tensor.Matrix;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether features are finite numbers: one NaN makes all weights NaN in the step that sees it, and
 * nothing would say why.
 */
public final class FiniteFeatures {
  private FiniteFeatures() {}

  /**
   * Looks at all features of all examples, except of images in bytes, which can be nothing else.
   *
   * @throws IllegalArgumentException naming the example and the feature that is not
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
   * Looks at one example.
   *
   * @throws IllegalArgumentException naming the feature that is not a finite number
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

  public static void require(Matrix matrix, int row) {
    int at = firstOther(matrix.data(), matrix.offset(row), matrix.columns());
    if (at >= 0) {
      throw new IllegalArgumentException(message("row " + row, matrix.get(row, at), at));
    }
  }

  private static String message(String where, float found, int column) {
    return "%s has %s as feature %d, expected finite numbers".formatted(where, found, column);
  }

  /** Place of the first that is not finite, or -1; the sum of 0 x each is 0 if all are. */
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
