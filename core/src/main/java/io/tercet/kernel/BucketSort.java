package io.tercet.kernel;

import java.util.Arrays;

/**
 * Sorts keys made of a float32 value and its index: ascending by value, ties by index. Keys are
 * distributed to buckets of equal width, which nearly sorts evenly spread values; an insertion sort
 * finishes. Large buckets are sorted by comparison first, so the worst case is O(n log n). Buffers
 * are reused; not thread-safe.
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
   * @return keys, ascending by value, whose lower 32 bits are the index of a value; valid until the
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
    distribute(n, sign, values, least, (BUCKETS_PER_KEY * n - 1) / (most - least));
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

  /** The bits of a float sort like an integer once those of negative values are inverted. */
  private static long key(float value, int place) {
    int bits = Float.floatToRawIntBits(value);
    return (long) (bits ^ (bits >> 31 & 0x7fffffff)) << 32 | place;
  }

  /** If a value is not finite, every key goes to the first bucket, since NaN casts to 0. */
  private void distribute(int n, float sign, float[] values, float least, float bucketsPerUnit) {
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
