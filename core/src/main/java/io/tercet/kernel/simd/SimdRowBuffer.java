package io.tercet.kernel.simd;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.tercet.tensor.DeltaByteRows;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Some packed rows, made ready by the thread that works on them. Rows are far apart in memory, and
 * while one is waited for the arithmetic stands still; where several are asked for at once, the
 * waits overlap: of as many as the processor sees at a time, some hundred instructions. So where
 * the rows start is looked up first, and then each is read a vector at a time and added up, to no
 * end. Rows in an array stay where they are; others are copied then, and not at once: stores that
 * wait for what they store take the room of other rows.
 *
 * <p>The same number of bytes is read of all: a loop that ends with the row ends where nobody can
 * guess, after a wait for the memory that tells. Of long rows in an array the end is left, what is
 * left of others is copied afterwards.
 */
final class SimdRowBuffer {
  /** Rows made ready together: those of MNIST take 20 KB of L1. */
  static final int ROWS = 64;

  private static final int CACHE_LINE = 64;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final VectorSpecies<Byte> SPECIES =
      VectorSpecies.of(byte.class, SimdSpecies.FLOAT.vectorShape());

  private static final ThreadLocal<SimdRowBuffer> OF_THREAD =
      ThreadLocal.withInitial(SimdRowBuffer::new);

  /** A sum that is kept, so that reading is not optimised away. */
  private final byte[] sink = new byte[SPECIES.length()];

  private final long[] starts = new long[ROWS];
  private final int[] at = new int[ROWS];
  private byte[] copies = new byte[0];
  private byte[] bytes = copies;

  private SimdRowBuffer() {}

  static SimdRowBuffer ofThread() {
    return OF_THREAD.get();
  }

  /**
   * Makes rows {@code examples[from]} to {@code examples[to - 1]} ready, as rows 0 on, and the
   * first of them once more as each one after the last: tiles take some rows at once.
   */
  void fill(DeltaByteRows x, int[] examples, int from, int to) {
    ask(x, examples, from, to);
    Arrays.fill(at, to - from, ROWS, at[0]);
  }

  private void ask(DeltaByteRows x, int[] examples, int from, int to) {
    int count = to - from;
    for (int i = 0; i < count; i++) {
      starts[i] = x.start(examples[from + i]);
    }
    byte[] array = x.array();
    if (array != null) {
      prefetch(array, x.usual(), count);
      return;
    }
    int lines = x.usual() + CACHE_LINE;
    int apart = Math.max(x.rowSize(), x.usual()) + CACHE_LINE;
    if (copies.length < ROWS * apart) {
      copies = new byte[ROWS * apart];
    }
    bytes = copies;
    prefetchLines(x.bytes(), lines, count);
    copyLines(x.bytes(), lines, apart, count);
    for (int i = 0; i < count; i++) {
      int there = lines - startInLine(i);
      int left = x.length(examples[from + i]) - there;
      if (left > 0) {
        MemorySegment.copy(x.bytes(), JAVA_BYTE, starts[i] + there, copies, at[i] + there, left);
      }
    }
  }

  private int startInLine(int i) {
    return (int) starts[i] & (CACHE_LINE - 1);
  }

  /** Reads rows where they are. */
  private void prefetch(byte[] array, int length, int count) {
    bytes = array;
    ByteVector sum = ByteVector.fromArray(SPECIES, sink, 0);
    for (int i = 0; i < count; i++) {
      int start = (int) starts[i];
      at[i] = start;
      for (int k = 0; k < length; k += SPECIES.length()) {
        sum = sum.add(ByteVector.fromArray(SPECIES, array, start + k));
      }
    }
    sum.intoArray(sink, 0);
  }

  /** Reads cache lines, {@code length} bytes of each row. */
  private void prefetchLines(MemorySegment rows, int length, int count) {
    ByteVector sum = ByteVector.fromArray(SPECIES, sink, 0);
    for (int i = 0; i < count; i++) {
      long line = starts[i] - startInLine(i);
      for (int k = 0; k < length; k += SPECIES.length()) {
        sum = sum.add(ByteVector.fromMemorySegment(SPECIES, rows, line + k, ORDER));
      }
    }
    sum.intoArray(sink, 0);
  }

  /** Copies the same. */
  private void copyLines(MemorySegment rows, int length, int apart, int count) {
    for (int i = 0; i < count; i++) {
      long line = starts[i] - startInLine(i);
      at[i] = i * apart + startInLine(i);
      for (int k = 0; k < length; k += SPECIES.length()) {
        ByteVector.fromMemorySegment(SPECIES, rows, line + k, ORDER)
            .intoArray(copies, i * apart + k);
      }
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
