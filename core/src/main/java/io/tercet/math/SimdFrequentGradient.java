package io.tercet.math;

import java.util.Arrays;

/**
 * x^T dz for the {@link FrequentColumns} that go with a range: a dense product ({@link
 * SimdProduct}) with the rows as its depth, those of a {@link PackedBuffer} after the other. The
 * sums, 46 x 64 floats for MNIST, stay in L1.
 */
final class SimdFrequentGradient {
  private static final ThreadLocal<SimdFrequentGradient> OF_THREAD =
      ThreadLocal.withInitial(SimdFrequentGradient::new);

  private final SimdFrequent floats = SimdFrequent.ofThread();
  private float[] sums = new float[0];
  private int first;
  private int columns;
  private int width;

  private SimdFrequentGradient() {}

  static SimdFrequentGradient ofThread() {
    return OF_THREAD.get();
  }

  /** Begins with sums of 0 for the frequent columns of a range and so many columns of dz. */
  void start(SparseColumns x, int range, int width) {
    this.first = x.firstFrequent(range);
    this.columns = x.firstFrequent(range + 1) - first;
    this.width = width;
    if (sums.length < columns * width) {
      sums = new float[columns * width];
    }
    Arrays.fill(sums, 0, columns * width, 0);
  }

  /** Adds the first {@code count} rows of the buffer times as many of dz. */
  void add(PackedBuffer buffer, PackedRows packed, int count, float[] dz, int at, int stride) {
    if (columns == 0) {
      return;
    }
    float[] x = floats.expand(buffer, packed, count, first, first + columns);
    SimdProduct.multiply(
        columns, width, count, x, 0, 1, columns, dz, at, stride, 1, sums, 0, width, true);
  }

  /** Writes the sums to the rows of c that are theirs. */
  void copyTo(FrequentColumns frequent, float[] c, int cOffset, int cStride) {
    for (int i = 0; i < columns; i++) {
      int at = cOffset + frequent.column(first + i) * cStride;
      System.arraycopy(sums, i * width, c, at, width);
    }
  }
}
