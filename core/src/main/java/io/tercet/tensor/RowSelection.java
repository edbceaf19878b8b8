package io.tercet.tensor;

import org.jspecify.annotations.Nullable;

/**
 * A batch of rows selected from sparse data, in any order and with repetition. Entries are listed
 * lazily in a thread-local buffer by the thread that processes them, so they are in that core's
 * caches.
 */
public final class RowSelection implements SparseBatch {
  private static final ThreadLocal<EntryBuffer> BUFFER = ThreadLocal.withInitial(EntryBuffer::new);

  private final SparseExamples source;
  private final int[] examples;
  private final int rows;

  /**
   * Selects examples of a source; lists none of their entries yet.
   *
   * @param source the examples to select from
   * @param examples row i is the source's example {@code examples[i]}; shared
   * @param rows n, at most {@code examples.length}
   */
  public RowSelection(SparseExamples source, int[] examples, int rows) {
    if (rows < 0 || rows > examples.length) {
      throw new IllegalArgumentException(
          "%d rows need as many examples, found %d".formatted(rows, examples.length));
    }
    this.source = source;
    this.examples = examples;
    this.rows = rows;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return source.features();
  }

  /** {@return the source of the rows if it is packed, else null} */
  public @Nullable DeltaByteRows packed() {
    return source instanceof DeltaByteRows rows ? rows : null;
  }

  @Override
  public DenseColumns denseColumns() {
    return source instanceof DeltaByteRows rows ? rows.denseColumns() : DenseColumns.NONE;
  }

  /** {@return the index in the source of each row; shared} */
  public int[] examples() {
    return examples;
  }

  @Override
  public CsrRows entries(int from, int to) {
    EntryBuffer buffer = BUFFER.get();
    System.arraycopy(examples, from, buffer.examples(to - from), 0, to - from);
    return buffer.list(source, to - from);
  }

  @Override
  public CsrRows entries(int[] chosen, int from, int to, EntryBuffer buffer) {
    int[] wanted = buffer.examples(to - from);
    for (int i = from; i < to; i++) {
      wanted[i - from] = examples[chosen[i]];
    }
    return buffer.list(source, to - from);
  }
}
