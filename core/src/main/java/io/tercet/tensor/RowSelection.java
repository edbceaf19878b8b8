package io.tercet.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Rows chosen from sparse data, in any order and more than once, as a batch is. Their entries are
 * listed by the thread that works on them, just before it does, in a buffer of its own: they are in
 * its caches then, and no other core has to be asked for them.
 */
public final class RowSelection implements SparseBatch {
  private static final ThreadLocal<EntryBuffer> NEAR = ThreadLocal.withInitial(EntryBuffer::new);

  private final SparseExamples source;
  private final int[] examples;
  private final int rows;

  /**
   * @param examples row i is the source's example {@code examples[i]}; shared
   * @param rows n, at most as many as there are examples
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

  /** Where the rows are from, if they are packed there. */
  public @Nullable DeltaByteRows packed() {
    return source instanceof DeltaByteRows rows ? rows : null;
  }

  @Override
  public DenseColumns denseColumns() {
    return source instanceof DeltaByteRows rows ? rows.denseColumns() : DenseColumns.NONE;
  }

  /** Row i is the source's example i of these. */
  public int[] examples() {
    return examples;
  }

  @Override
  public CsrRows near(int from, int to) {
    EntryBuffer buffer = NEAR.get();
    System.arraycopy(examples, from, buffer.examples(to - from), 0, to - from);
    return buffer.list(source, to - from);
  }

  @Override
  public CsrRows near(int[] chosen, int from, int to, EntryBuffer buffer) {
    int[] wanted = buffer.examples(to - from);
    for (int i = from; i < to; i++) {
      wanted[i - from] = examples[chosen[i]];
    }
    return buffer.list(source, to - from);
  }
}
