package io.tercet.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;

/** The forms that sparse rows come in. */
final class SparseInputs {
  private SparseInputs() {}

  /** As {@link Randoms#sparse}, of bytes / 255. */
  static Matrix bytes(int rows, int columns, double density, long seed) {
    Matrix matrix = Randoms.sparse(rows, columns, density, seed);
    for (int i = 0; i < rows * columns; i++) {
      matrix.data()[i] = Math.round(Math.min(Math.abs(matrix.data()[i]), 1) * 255) / 255f;
    }
    return matrix;
  }

  /** Rows of bytes / 255, as they lie and chosen from others: packed ones and plain ones. */
  static List<EntryRows> of(Matrix bytes) {
    int rows = bytes.rows();
    int[] examples = new int[rows];
    Arrays.setAll(examples, i -> rows - 1 - i);
    Matrix source = bytes.select(examples);
    return List.of(
        SparseRows.of(bytes),
        new ChosenRows(packed(source, FrequentColumns.NONE, Long.MAX_VALUE), examples, rows),
        new ChosenRows(packed(source, twoOfThree(bytes.columns()), Long.MAX_VALUE), examples, rows),
        new ChosenRows(packed(source, twoOfThree(bytes.columns()), 0), examples, rows),
        new ChosenRows(new Plain(SparseRows.of(source)), examples, rows));
  }

  /** Two columns of three as frequent ones, where these are enough: whatever they hold. */
  static FrequentColumns twoOfThree(int columns) {
    int[] counts = new int[columns];
    Arrays.setAll(counts, i -> i % 3 == 0 ? 0 : 1);
    return FrequentColumns.of(counts, 1);
  }

  /**
   * The same rows, packed.
   *
   * @param frequent columns that are not packed as entries
   * @param onHeap bytes up to which they are kept on the heap
   */
  static PackedRows packed(Matrix bytes, FrequentColumns frequent, long onHeap) {
    NonZeroBytes[] features = new NonZeroBytes[bytes.rows()];
    NativeInts entries = new NativeInts(features.length);
    for (int i = 0; i < features.length; i++) {
      features[i] = new NonZeroBytes(bytes.columns(), frequent);
      int at = bytes.offset(i);
      float[] row = Arrays.copyOfRange(bytes.data(), at, at + bytes.columns());
      assertThat(UnitBytes.of(row, features[i].bytes())).isTrue();
      entries.set(i, features[i].entries());
    }
    PackedRows packed = new PackedRows(bytes.columns(), frequent, entries, onHeap);
    for (int i = 0; i < features.length; i++) {
      packed.set(i, features[i]);
    }
    return packed;
  }

  private record Plain(SparseRows rows) implements EntrySource {
    @Override
    public int features() {
      return rows.columns();
    }

    @Override
    public int room() {
      return rows.columns();
    }

    @Override
    public void list(int[] examples, int count, char[] columns, float[] values, int[] ends) {
      int next = 0;
      for (int i = 0; i < count; i++) {
        for (int e = rows.start()[examples[i]]; e < rows.end()[examples[i]]; e++) {
          columns[next] = rows.column()[e];
          values[next++] = rows.value()[e];
        }
        ends[i] = next;
      }
    }
  }
}
