package io.tercet.math;

import java.util.Arrays;

/**
 * A few packed rows, made ready by the thread that works on them. Rows are far apart in memory, and
 * while one is waited for the arithmetic stands still; where several are asked for at once, the
 * waits overlap. Rows in an array are touched and stay where they are, others are copied.
 */
final class PackedBuffer {
  /** Rows made ready together: those of MNIST take 10 KB of L1. */
  static final int ROWS = 32;

  private static final ThreadLocal<PackedBuffer> OF_THREAD =
      ThreadLocal.withInitial(PackedBuffer::new);

  private final Touched touched = Touched.ofThread();
  private final int[] at = new int[ROWS];
  private byte[] copies = new byte[0];
  private byte[] bytes = copies;

  private PackedBuffer() {}

  static PackedBuffer ofThread() {
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

  private void copy(PackedRows x, int[] examples, int from, int to) {
    int room = ROWS * x.rowSize();
    if (copies.length < room) {
      copies = new byte[room];
    }
    bytes = copies;
    int next = 0;
    for (int i = from; i < to; i++) {
      at[i - from] = next;
      next = x.copy(examples[i], copies, next);
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
