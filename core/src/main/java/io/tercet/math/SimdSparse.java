package io.tercet.math;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products with sparse rows. Four vectors of outputs (64 floats at 512 bits) stay in registers
 * while the non-zero entries of a row pass by:
 *
 * <pre>
 *   entry e:  value[e] broadcast        panel of w, row column[e]
 *               [ v v v v ]      x   [ w0 | w1 | w2 | w3 ]     784 x 64 floats = 200 KB: L2
 *                                       |    |    |    |
 *             registers              [ c0 | c1 | c2 | c3 ]     written once a row
 * </pre>
 */
final class SimdSparse {
  private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOAT;
  private static final int LANES = SPECIES.length();
  private static final long VECTOR = SPECIES.vectorByteSize();
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  /** Columns of a panel: those that stay in registers. */
  static final int WIDTH = 4 * LANES;

  /** Rows touched at once: their entries, of a thousand bytes each, fit into L1. */
  private static final int TOUCHED_ROWS = 16;

  private SimdSparse() {}

  /** What was read ahead, kept so that reading it is not optimised away. */
  private static final class Touched {
    private static final ThreadLocal<Touched> OF_THREAD = ThreadLocal.withInitial(Touched::new);

    @SuppressWarnings("UnusedVariable")
    private int sum;

    void add(int read) {
      sum += read;
    }
  }

  static void multiply(
      SparseRows x,
      int from,
      int to,
      Panels w,
      int wRow,
      int wColumn,
      int n,
      float[] c,
      int cOffset,
      int cStride,
      boolean accumulate) {
    Touched touched = Touched.OF_THREAD.get();
    for (int j = 0; j < n; j += WIDTH) {
      int width = Math.min(WIDTH, n - j);
      long panel = w.index(wRow, wColumn + j, WIDTH) * Float.BYTES;
      for (int i = from; i < to; i += TOUCHED_ROWS) {
        int end = Math.min(i + TOUCHED_ROWS, to);
        for (int row = i; row < end && j == 0; row++) {
          touched.add(x.touch(row));
        }
        multiplyPanel(x, i, end, w.values(), panel, width, c, cOffset + j, cStride, accumulate);
      }
    }
  }

  private static void multiplyPanel(
      SparseRows x,
      int from,
      int to,
      MemorySegment w,
      long panel,
      int width,
      float[] c,
      int cOffset,
      int cStride,
      boolean accumulate) {
    for (int i = from; i < to; i++) {
      int start = x.start()[i];
      int end = x.end()[i];
      int at = cOffset + i * cStride;
      if (width == WIDTH) {
        rowTimesPanel(x.column(), x.value(), start, end, w, panel, c, at, accumulate);
        continue;
      }
      for (int j = 0; j < width; j += LANES) {
        VectorMask<Float> lanes = SPECIES.indexInRange(j, width);
        long vectors = panel + (long) j * Float.BYTES;
        rowTimesVector(x.column(), x.value(), start, end, w, vectors, c, at + j, lanes, accumulate);
      }
    }
  }

  private static void rowTimesPanel(
      char[] column,
      float[] value,
      int start,
      int end,
      MemorySegment w,
      long panel,
      float[] c,
      int at,
      boolean accumulate) {
    FloatVector c0 = SimdVectors.start(c, at, accumulate);
    FloatVector c1 = SimdVectors.start(c, at + LANES, accumulate);
    FloatVector c2 = SimdVectors.start(c, at + 2 * LANES, accumulate);
    FloatVector c3 = SimdVectors.start(c, at + 3 * LANES, accumulate);
    for (int e = start; e < end; e++) {
      FloatVector v = FloatVector.broadcast(SPECIES, value[e]);
      long row = panel + column[e] * (4 * VECTOR);
      c0 = v.fma(FloatVector.fromMemorySegment(SPECIES, w, row, ORDER), c0);
      c1 = v.fma(FloatVector.fromMemorySegment(SPECIES, w, row + VECTOR, ORDER), c1);
      c2 = v.fma(FloatVector.fromMemorySegment(SPECIES, w, row + 2 * VECTOR, ORDER), c2);
      c3 = v.fma(FloatVector.fromMemorySegment(SPECIES, w, row + 3 * VECTOR, ORDER), c3);
    }
    c0.intoArray(c, at);
    c1.intoArray(c, at + LANES);
    c2.intoArray(c, at + 2 * LANES);
    c3.intoArray(c, at + 3 * LANES);
  }

  private static void rowTimesVector(
      char[] column,
      float[] value,
      int start,
      int end,
      MemorySegment w,
      long vectors,
      float[] c,
      int at,
      VectorMask<Float> lanes,
      boolean accumulate) {
    FloatVector sum = SimdVectors.start(c, at, lanes, accumulate);
    for (int e = start; e < end; e++) {
      FloatVector v = FloatVector.broadcast(SPECIES, value[e]);
      long row = vectors + column[e] * (4 * VECTOR);
      sum = v.fma(FloatVector.fromMemorySegment(SPECIES, w, row, ORDER), sum);
    }
    sum.intoArray(c, at, lanes);
  }
}
