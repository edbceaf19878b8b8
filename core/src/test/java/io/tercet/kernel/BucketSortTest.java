package io.tercet.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketSortTest {
  private final BucketSort sort = new BucketSort();
  private final Random random = new Random(1);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 17, 205, 2000})
  void sortsSpreadNumbers(int n) {
    check(n, values(n, () -> (float) random.nextGaussian()));
  }

  @Test
  void sortsCrowdsBesideAnOutlier() {
    float[] values = values(500, random::nextFloat);
    values[77] = 1e30f;
    check(500, values);
  }

  @Test
  void keepsEqualNumbersInTheirPlaces() {
    check(100, new float[100]);
    check(300, values(300, () -> random.nextInt(5)));
  }

  @Test
  void takesNumbersThatAreNotFinite() {
    float[] odd = {
      1, Float.POSITIVE_INFINITY, -0f, 0f, Float.NaN, Float.NEGATIVE_INFINITY, -1, Float.MIN_VALUE
    };
    check(500, values(500, () -> odd[random.nextInt(odd.length)]));
    check(60, values(60, () -> random.nextBoolean() ? Float.POSITIVE_INFINITY : 2));
  }

  private static float[] values(int n, Supplier<Number> each) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = each.get().floatValue();
    }
    return values;
  }

  /** Stable sorting of boxed numbers by their total order is the twin. */
  private void check(int n, float[] values) {
    for (float sign : new float[] {1, -1}) {
      int[] expected =
          IntStream.range(0, n)
              .boxed()
              .sorted((a, b) -> Float.compare(sign * values[a], sign * values[b]))
              .mapToInt(Integer::intValue)
              .toArray();
      long[] keys = sort.sort(n, sign, values);
      assertThat(IntStream.range(0, n).map(i -> (int) keys[i]).toArray()).isEqualTo(expected);
    }
  }
}
