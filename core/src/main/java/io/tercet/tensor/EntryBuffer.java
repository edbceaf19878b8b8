package io.tercet.tensor;

import org.jspecify.annotations.Nullable;

/** A reusable buffer for the entries of a few rows. Not thread-safe. */
public final class EntryBuffer {
  private int[] examples = new int[0];
  private int[] start = new int[0];
  private int[] end = new int[0];
  private char[] columns = new char[0];
  private float[] values = new float[0];

  /** The rows last listed; null once one of their arrays has been replaced. */
  private @Nullable CsrRows rows;

  /** An empty buffer; it grows as needed. */
  EntryBuffer() {}

  /** The indices of the examples that the next {@link #list} lists; to be filled by the caller. */
  int[] examples(int count) {
    if (examples.length < count) {
      examples = new int[count];
      start = new int[count];
      end = new int[count];
      rows = null;
    }
    return examples;
  }

  /** Lists the first {@code count} of {@link #examples}; valid until the next call. */
  CsrRows list(SparseExamples source, int count) {
    int room = Math.multiplyExact(count, source.room());
    if (values.length < room) {
      columns = new char[room];
      values = new float[room];
      rows = null;
    }
    source.list(examples, count, columns, values, end);
    for (int i = 1; i < count; i++) {
      start[i] = end[i - 1];
    }
    CsrRows last = rows;
    if (last == null || last.rows() != count || last.columns() != source.features()) {
      last = new CsrRows(count, source.features(), columns, values, start, end);
      rows = last;
    }
    return last;
  }
}
