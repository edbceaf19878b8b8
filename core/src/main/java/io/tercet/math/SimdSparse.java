package io.tercet.math;

import java.lang.foreign.Arena;
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
 *
 * <p>Each four vectors' width of w is copied into a panel of its own: side by side its rows spread
 * over all sets of the caches, and at addresses that are multiples of 64 each of its vectors is one
 * cache line, which no place in a Java array promises.
 *
 * <p>Rows are far apart in memory, and while one is waited for the arithmetic stands still. So the
 * cache lines of some rows are touched at once before they are needed: the waits overlap.
 */
final class SimdSparse {
  private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOAT;
  private static final int LANES = SPECIES.length();
  private static final int BLOCK = 4 * LANES;
  private static final long VECTOR_BYTES = SPECIES.vectorByteSize();
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  /** Rows touched at once: their entries, of a thousand bytes each, fit into L1. */
  private static final int TOUCHED_ROWS = 16;

  private static final int CACHE_LINE = 64;

  private static final ThreadLocal<Panel> PANEL = ThreadLocal.withInitial(Panel::new);

  private SimdSparse() {}

  /** A buffer of one thread, kept from call to call. */
  private static final class Panel {
    private MemorySegment values = MemorySegment.NULL;

    /** What was read ahead, so that reading it is not optimised away. */
    @SuppressWarnings("UnusedVariable")
    private int touched;

    MemorySegment resize(long floats) {
      if (values.byteSize() < floats * Float.BYTES) {
        values = Arena.ofAuto().allocate(floats * Float.BYTES, CACHE_LINE);
      }
      return values;
    }
  }

  static void multiply(
      SparseRows x,
      int from,
      int to,
      int n,
      float[] w,
      int wOffset,
      int wStride,
      float[] c,
      int cOffset,
      int cStride,
      boolean accumulate) {
    Panel panel = PANEL.get();
    MemorySegment packed = panel.resize((long) x.columns() * BLOCK);
    for (int j = 0; j < n; j += BLOCK) {
      int width = Math.min(BLOCK, n - j);
      pack(x.columns(), width, w, wOffset + j, wStride, packed);
      for (int i = from; i < to; i += TOUCHED_ROWS) {
        int end = Math.min(i + TOUCHED_ROWS, to);
        if (j == 0) {
          panel.touched += touch(x, i, end);
        }
        multiplyPanel(x, i, end, packed, width, c, cOffset + j, cStride, accumulate);
      }
    }
  }

  /** Columns of w side by side, rows {@link #BLOCK} apart, what is missing of a vector zero. */
  private static void pack(
      int rows, int width, float[] w, int wOffset, int wStride, MemorySegment packed) {
    for (int row = 0; row < rows; row++) {
      int from = wOffset + row * wStride;
      long to = (long) row * BLOCK * Float.BYTES;
      int j = 0;
      for (; j + LANES <= width; j += LANES) {
        FloatVector.fromArray(SPECIES, w, from + j)
            .intoMemorySegment(packed, to + (long) j * Float.BYTES, ORDER);
      }
      if (j < width) {
        FloatVector.fromArray(SPECIES, w, from + j, SPECIES.indexInRange(j, width))
            .intoMemorySegment(packed, to + (long) j * Float.BYTES, ORDER);
      }
    }
  }

  /** Reads something of each cache line of the rows. */
  private static int touch(SparseRows x, int from, int to) {
    char[] column = x.column();
    float[] value = x.value();
    int read = 0;
    for (int i = from; i < to; i++) {
      int end = x.end()[i];
      for (int e = x.start()[i]; e < end; e += CACHE_LINE / Character.BYTES) {
        read += column[e];
      }
      for (int e = x.start()[i]; e < end; e += CACHE_LINE / Float.BYTES) {
        read += Float.floatToRawIntBits(value[e]);
      }
    }
    return read;
  }

  private static void multiplyPanel(
      SparseRows x,
      int from,
      int to,
      MemorySegment panel,
      int width,
      float[] c,
      int cOffset,
      int cStride,
      boolean accumulate) {
    for (int i = from; i < to; i++) {
      int start = x.start()[i];
      int end = x.end()[i];
      int at = cOffset + i * cStride;
      if (width == BLOCK) {
        rowTimesPanel(x.column(), x.value(), start, end, panel, c, at, accumulate);
        continue;
      }
      for (int j = 0; j < width; j += LANES) {
        VectorMask<Float> lanes = SPECIES.indexInRange(j, width);
        rowTimesVector(x.column(), x.value(), start, end, panel, j, c, at + j, lanes, accumulate);
      }
    }
  }

  private static void rowTimesPanel(
      char[] column,
      float[] value,
      int start,
      int end,
      MemorySegment panel,
      float[] c,
      int at,
      boolean accumulate) {
    FloatVector c0 = start(c, at, accumulate);
    FloatVector c1 = start(c, at + LANES, accumulate);
    FloatVector c2 = start(c, at + 2 * LANES, accumulate);
    FloatVector c3 = start(c, at + 3 * LANES, accumulate);
    for (int e = start; e < end; e++) {
      FloatVector v = FloatVector.broadcast(SPECIES, value[e]);
      long row = column[e] * (BLOCK * (long) Float.BYTES);
      c0 = v.fma(FloatVector.fromMemorySegment(SPECIES, panel, row, ORDER), c0);
      c1 = v.fma(FloatVector.fromMemorySegment(SPECIES, panel, row + VECTOR_BYTES, ORDER), c1);
      c2 = v.fma(FloatVector.fromMemorySegment(SPECIES, panel, row + 2 * VECTOR_BYTES, ORDER), c2);
      c3 = v.fma(FloatVector.fromMemorySegment(SPECIES, panel, row + 3 * VECTOR_BYTES, ORDER), c3);
    }
    c0.intoArray(c, at);
    c1.intoArray(c, at + LANES);
    c2.intoArray(c, at + 2 * LANES);
    c3.intoArray(c, at + 3 * LANES);
  }

  private static FloatVector start(float[] c, int at, boolean accumulate) {
    return accumulate ? FloatVector.fromArray(SPECIES, c, at) : FloatVector.zero(SPECIES);
  }

  private static void rowTimesVector(
      char[] column,
      float[] value,
      int start,
      int end,
      MemorySegment panel,
      int j,
      float[] c,
      int at,
      VectorMask<Float> lanes,
      boolean accumulate) {
    FloatVector sum =
        accumulate ? FloatVector.fromArray(SPECIES, c, at, lanes) : FloatVector.zero(SPECIES);
    for (int e = start; e < end; e++) {
      FloatVector v = FloatVector.broadcast(SPECIES, value[e]);
      long row = (column[e] * (long) BLOCK + j) * Float.BYTES;
      sum = v.fma(FloatVector.fromMemorySegment(SPECIES, panel, row, ORDER), sum);
    }
    sum.intoArray(c, at, lanes);
  }
}
