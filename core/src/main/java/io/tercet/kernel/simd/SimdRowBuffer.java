package io.tercet.kernel.simd;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.tercet.tensor.DeltaByteRows;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A group of packed rows, prefetched by the thread that processes them. Rows are scattered in
 * memory, and a cache miss stalls the arithmetic; misses of several rows overlap if their loads fit
 * into the processor's out-of-order window of some hundred instructions. So the offsets of all rows
 * are computed first; then a vector of each cache line is loaded and added to a meaningless sum.
 * Rows in an array stay in place. Off-heap rows are copied in a second pass, since stores that wait
 * for their data would occupy the window. * *
 *
 * <p>The same number of bytes is prefetched of each row: the length of a row is in memory itself,
 * so a loop bounded by it would wait for that load and mispredict. The tail of a long row in an
 * array is not prefetched; the tails of off-heap rows are copied afterward.
 */
final class SimdRowBuffer {
  /** Rows prefetched together: those of MNIST take 20 KB of L1. */
  static final int ROWS = 64;

  private static final int CACHE_LINE = 64;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final VectorSpecies<Byte> SPECIES =
      VectorSpecies.of(byte.class, SimdSpecies.FLOAT.vectorShape());

  private static final ThreadLocal<SimdRowBuffer> OF_THREAD =
      ThreadLocal.withInitial(SimdRowBuffer::new);

  /** Consumes the prefetched values so that the loads are not eliminated. */
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
   * Prefetches rows {@code examples[from]} to {@code examples[to - 1]} as rows 0 and up. The first
   * row is repeated after the last, since tiles read several rows at once.
   */
  void fill(DeltaByteRows x, int[] examples, int from, int to) {
    locate(x, examples, from, to);
    Arrays.fill(at, to - from, ROWS, at[0]);
  }

  private void locate(DeltaByteRows x, int[] examples, int from, int to) {
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

  /** Prefetches rows in place. */
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

  /** Prefetches {@code length} bytes of each row. */
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

  /** Copies {@code length} bytes of each row. */
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

  /** The array that holds the rows. */
  byte[] bytes() {
    return bytes;
  }

  /** Offset of row {@code i}. */
  int at(int i) {
    return at[i];
  }
}
