package io.tercet.eval;

import io.tercet.kernel.KernelChoice;
import io.tercet.parallel.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Counts of pair distances: at each of some ascending thresholds, the number of same-class and of
 * different-class pairs with that distance.
 *
 * @param thresholds Euclidean distances, ascending
 * @param same number of same-class pairs at each threshold
 * @param different number of different-class pairs at each threshold
 */
@SuppressWarnings("ArrayRecordComponent")
public record PairDistances(float[] thresholds, long[] same, long[] different) {
  /** Low bits of a float32 dropped to form cells: 13 of 23 significand bits remain. */
  private static final int DROPPED = 10;

  private static final int CELLS =
      (Float.floatToRawIntBits(Float.POSITIVE_INFINITY) >> DROPPED) + 1;

  /**
   * Counts of given pairs; each distinct distance is a threshold.
   *
   * @param distances distance of each pair
   * @param isSame whether each pair is of the same class
   * @return the number of pairs of either kind at each distance
   * @throws IllegalArgumentException if there is no pair of either kind, or the counts differ
   */
  public static PairDistances of(float[] distances, boolean[] isSame) {
    long positives = IntStream.range(0, isSame.length).filter(i -> isSame[i]).count();
    if (distances.length != isSame.length) {
      throw new IllegalArgumentException(
          "%d distances and %d marks".formatted(distances.length, isSame.length));
    }
    requireBothKinds(positives, isSame.length - positives);
    int[] order =
        IntStream.range(0, isSame.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> distances[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    int cells = 0;
    float[] thresholds = new float[order.length];
    long[] same = new long[order.length];
    long[] different = new long[order.length];
    for (int i : order) {
      if (cells == 0 || distances[i] != thresholds[cells - 1]) {
        thresholds[cells++] = distances[i];
      }
      same[cells - 1] += isSame[i] ? 1 : 0;
      different[cells - 1] += isSame[i] ? 0 : 1;
    }
    return new PairDistances(
        Arrays.copyOf(thresholds, cells),
        Arrays.copyOf(same, cells),
        Arrays.copyOf(different, cells));
  }

  /**
   * {@return the distances of pairs of vectors, given as consecutive indices of first and second}
   *
   * @param vectors [n x d]
   * @param pairs indices of the first and the second vector of each pair, one pair after the other
   */
  public static float[] between(VectorSource vectors, int[] pairs) {
    int d = vectors.dimensions();
    float[] rows = new float[2 * d];
    float[] distances = new float[pairs.length / 2];
    for (int i = 0; i < distances.length; i++) {
      vectors.read(pairs[2 * i], rows, 0);
      vectors.read(pairs[2 * i + 1], rows, d);
      distances[i] = (float) Math.sqrt(KernelChoice.best().squaredDistance(d, rows, 0, rows, d));
    }
    return distances;
  }

  /**
   * {@return whether the vectors of each pair are of the same class}
   *
   * @param labels the class number of each vector
   * @param pairs indices of the first and the second vector of each pair, one pair after the other
   */
  public static boolean[] same(int[] labels, int[] pairs) {
    boolean[] same = new boolean[pairs.length / 2];
    for (int i = 0; i < same.length; i++) {
      same[i] = labels[pairs[2 * i]] == labels[pairs[2 * i + 1]];
    }
    return same;
  }

  /**
   * Counts of all n (n - 1) / 2 pairs of vectors, in constant memory: distances that differ by less
   * than 1 in 16,000 may be merged into one threshold, the largest of them.
   *
   * @param vectors [n x d]
   * @param labels the class number of each vector [n]
   * @param workers the threads that run the tasks
   * @return the number of pairs of either kind at each threshold
   * @throws IllegalArgumentException if there is no pair of either kind
   */
  public static PairDistances ofAll(VectorSource vectors, int[] labels, Workers workers) {
    List<int[]> counts = new ArrayList<>();
    ThreadLocal<int[]> own =
        ThreadLocal.withInitial(() -> {
          int[] mine = new int[2 * CELLS];
          synchronized (counts) {
            counts.add(mine);
          }
          return mine;
        });
    long[] total = new long[2 * CELLS];
    new DistanceScan(vectors, vectors, workers)
        .forEach((i, distances, offset) -> count(i, distances, offset, labels, own.get(), total));
    counts.forEach(mine -> drain(mine, total));
    return compact(total);
  }

  /** Counts the pairs of a vector with those after it. */
  private static void count(
      int i, float[] distances, int offset, int[] labels, int[] counts, long[] total) {
    for (int j = i + 1; j < labels.length; j++) {
      int cell = Float.floatToRawIntBits(distances[offset + j]) >> DROPPED;
      int at = labels[i] == labels[j] ? cell : CELLS + cell;
      if (++counts[at] == Integer.MAX_VALUE) {
        drain(counts, total);
      }
    }
  }

  private static void drain(int[] counts, long[] total) {
    synchronized (total) {
      for (int cell = 0; cell < counts.length; cell++) {
        total[cell] += counts[cell];
      }
    }
    Arrays.fill(counts, 0);
  }

  private static PairDistances compact(long[] total) {
    int[] cells = IntStream.range(0, CELLS).filter(c -> total[c] + total[CELLS + c] > 0).toArray();
    float[] thresholds = new float[cells.length];
    for (int i = 0; i < cells.length; i++) {
      float largest = Float.intBitsToFloat(((cells[i] + 1) << DROPPED) - 1);
      thresholds[i] = (float) Math.sqrt(cells[i] == 0 ? 0 : largest);
    }
    long[] same = Arrays.stream(cells).mapToLong(c -> total[c]).toArray();
    long[] different = Arrays.stream(cells).mapToLong(c -> total[CELLS + c]).toArray();
    requireBothKinds(Arrays.stream(same).sum(), Arrays.stream(different).sum());
    return new PairDistances(thresholds, same, different);
  }

  private static void requireBothKinds(long same, long different) {
    if (same == 0 || different == 0) {
      throw new IllegalArgumentException(
          "verification needs pairs of both kinds, found %d same and %d different"
              .formatted(same, different));
    }
  }
}
