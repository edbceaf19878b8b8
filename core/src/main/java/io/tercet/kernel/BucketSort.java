package io.tercet.kernel;

import java.util.Arrays;

/**
 * Sorts keys made of a float32 and a place: ascending, those of equal numbers by place. The keys
 * are dealt to buckets that cut the range of the numbers into equal parts, which is nearly their
 * order where numbers are spread; an insertion sort finishes it. Buckets that turn out large are
 * sorted by comparison first, so no input takes longer than n log n. Buffers are used again.
 */
public final class BucketSort {
  private static final int LARGE_BUCKET = 16;
  private static final int BUCKETS_PER_KEY = 2;

  private long[] keys = new long[0];
  private long[] dealt = new long[0];
  private int[] buckets = new int[0];
  private int[] ends = new int[1];

  /**
   * Sorts {@code sign} times the first n values.
   *
   * @return keys whose lower half is the place of a value, ascending by number; valid until the
   *     next call
   */
  public long[] sort(int n, float sign, float[] values) {
    grow(n);
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      float value = sign * values[i];
      keys[i] = key(value, i);
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    deal(n, sign, values, least, (BUCKETS_PER_KEY * n - 1) / (most - least));
    finish(n);
    return dealt;
  }

  private void grow(int n) {
    if (keys.length < n) {
      keys = new long[n];
      dealt = new long[n];
      buckets = new int[n];
      ends = new int[BUCKETS_PER_KEY * n + 1];
    }
  }

  /** Bits of floats sort as whole numbers do, once those of negative ones are turned round. */
  private static long key(float value, int place) {
    int bits = Float.floatToRawIntBits(value);
    return (long) (bits ^ (bits >> 31 & 0x7fffffff)) << 32 | place;
  }

  /** Numbers that are not finite make every bucket the first: NaN becomes 0 as a whole number. */
  private void deal(int n, float sign, float[] values, float least, float bucketsPerUnit) {
    int count = BUCKETS_PER_KEY * n;
    Arrays.fill(ends, 0, count + 1, 0);
    for (int i = 0; i < n; i++) {
      int bucket = (int) ((sign * values[i] - least) * bucketsPerUnit);
      buckets[i] = Math.min(Math.max(bucket, 0), count - 1);
      ends[buckets[i] + 1]++;
    }
    for (int bucket = 0; bucket < count; bucket++) {
      ends[bucket + 1] += ends[bucket];
    }
    for (int i = 0; i < n; i++) {
      dealt[ends[buckets[i]]++] = keys[i];
    }
  }

  private void finish(int n) {
    int from = 0;
    for (int bucket = 0; from < n; bucket++) {
      int to = ends[bucket];
      if (to - from > LARGE_BUCKET) {
        Arrays.sort(dealt, from, to);
      }
      from = to;
    }
    for (int i = 1; i < n; i++) {
      long key = dealt[i];
      int at = i;
      for (; at > 0 && dealt[at - 1] > key; at--) {
        dealt[at] = dealt[at - 1];
      }
      dealt[at] = key;
    }
  }
}
