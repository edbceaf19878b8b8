package io.tercet.math;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A few packed rows, made ready by the thread that works on them. Rows are far apart in memory, and
 * while one is waited for the arithmetic stands still; where several are asked for at once, the
 * waits overlap. Rows in an array are touched and stay where they are, others are copied.
 */
final class SimdPackedBuffer {
  /** Rows made ready together: those of MNIST take 10 KB of L1. */
  static final int ROWS = 32;

  private static final int CACHE_LINE = 64;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final VectorSpecies<Byte> SPECIES =
      VectorSpecies.of(byte.class, SimdSpecies.FLOAT.vectorShape());

  private static final ThreadLocal<SimdPackedBuffer> OF_THREAD =
      ThreadLocal.withInitial(SimdPackedBuffer::new);

  private final Touched touched = Touched.ofThread();
  private final int[] at = new int[ROWS];
  private byte[] copies = new byte[0];
  private byte[] bytes = copies;

  private SimdPackedBuffer() {}

  static SimdPackedBuffer ofThread() {
    return OF_THREAD.get();
  }

  /**
   * Makes rows {@code examples[from]} to {@code examples[to - 1]} ready, as rows 0 on, and the
   * first of them once more as each one after the last: tiles take some rows at once.
   */
  void fill(PackedRows x, int[] examples, int from, int to) {
    ask(x, examples, from, to);
    Arrays.fill(at, to - from, ROWS, at[0]);
  }

  private void ask(PackedRows x, int[] examples, int from, int to) {
    byte[] array = x.array();
    if (array == null) {
      copy(x, examples, from, to);
      return;
    }
    bytes = array;
    int read = 0;
    for (int i = from; i < to; i++) {
      int start = (int) x.start(examples[i]);
      at[i - from] = start;
      read += x.touch(array, start);
    }
    touched.add(read);
  }

  /**
   * As many bytes of each row first, for the reason that {@link PackedRows#touch} gives: 80 ns a
   * row from anywhere in 180 MB instead of 110. They hold more than what is touched: what is left
   * of a long row is waited for alone.
   */
  private void copy(PackedRows x, int[] examples, int from, int to) {
    int most = x.usual() + CACHE_LINE;
    int apart = Math.max(x.rowSize(), most);
    if (copies.length < ROWS * apart) {
      copies = new byte[ROWS * apart];
    }
    bytes = copies;
    for (int i = from; i < to; i++) {
      at[i - from] = (i - from) * apart;
      copyMost(x.bytes(), x.start(examples[i]), most, at[i - from]);
    }
    for (int i = from; i < to; i++) {
      int left = x.length(examples[i]) - most;
      if (left > 0) {
        long start = x.start(examples[i]) + most;
        MemorySegment.copy(x.bytes(), JAVA_BYTE, start, copies, at[i - from] + most, left);
      }
    }
  }

  private void copyMost(MemorySegment rows, long start, int most, int to) {
    for (int i = 0; i < most; i += SPECIES.length()) {
      ByteVector.fromMemorySegment(SPECIES, rows, start + i, ORDER).intoArray(copies, to + i);
    }
  }

  /** What the rows are in. */
  byte[] bytes() {
    return bytes;
  }

  /** Where row {@code i} starts. */
  int at(int i) {
    return at[i];
  }
}
