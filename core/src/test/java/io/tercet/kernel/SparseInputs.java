package io.tercet.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.tensor.CsrRows;
import io.tercet.tensor.DeltaByteRows;
import io.tercet.tensor.DenseColumns;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.OffHeapInts;
import io.tercet.tensor.Randoms;
import io.tercet.tensor.RowEncoder;
import io.tercet.tensor.RowSelection;
import io.tercet.tensor.SparseBatch;
import io.tercet.tensor.SparseExamples;
import io.tercet.tensor.UnitBytes;
import java.util.Arrays;
import java.util.List;

/** The forms that sparse rows come in. */
public final class SparseInputs {
  private SparseInputs() {}

  /** As {@link Randoms#sparse}, of bytes / 255. */
  public static Matrix bytes(int rows, int columns, double density, long seed) {
    Matrix matrix = Randoms.sparse(rows, columns, density, seed);
    for (int i = 0; i < rows * columns; i++) {
      matrix.data()[i] = Math.round(Math.min(Math.abs(matrix.data()[i]), 1) * 255) / 255f;
    }
    return matrix;
  }

  /** Rows of bytes / 255, as they lie and chosen from others: packed ones and plain ones. */
  public static List<SparseBatch> of(Matrix bytes) {
    int rows = bytes.rows();
    int[] examples = new int[rows];
    Arrays.setAll(examples, i -> rows - 1 - i);
    Matrix source = bytes.select(examples);
    return List.of(
        CsrRows.of(bytes),
        new RowSelection(packed(source, DenseColumns.NONE, Long.MAX_VALUE), examples, rows),
        new RowSelection(
            packed(source, twoOfThree(bytes.columns()), Long.MAX_VALUE), examples, rows),
        new RowSelection(packed(source, twoOfThree(bytes.columns()), 0), examples, rows),
        new RowSelection(new Plain(CsrRows.of(source)), examples, rows));
  }

  /**
   * Two columns of three as dense columns if there are at least that many, whatever their values.
   */
  public static DenseColumns twoOfThree(int columns) {
    int[] counts = new int[columns];
    Arrays.setAll(counts, i -> i % 3 == 0 ? 0 : 1);
    return DenseColumns.of(counts, 1);
  }

  /**
   * The same rows, packed.
   *
   * @param denseColumns columns that are not packed as entries
   * @param onHeap bytes up to which they are kept on the heap
   */
  public static DeltaByteRows packed(Matrix bytes, DenseColumns denseColumns, long onHeap) {
    RowEncoder[] features = new RowEncoder[bytes.rows()];
    OffHeapInts entries = new OffHeapInts(features.length);
    for (int i = 0; i < features.length; i++) {
      features[i] = new RowEncoder(bytes.columns(), denseColumns);
      int at = bytes.offset(i);
      float[] row = Arrays.copyOfRange(bytes.data(), at, at + bytes.columns());
      assertThat(UnitBytes.of(row, features[i].bytes())).isTrue();
      entries.set(i, features[i].entries());
    }
    DeltaByteRows packed = new DeltaByteRows(bytes.columns(), denseColumns, entries, onHeap);
    for (int i = 0; i < features.length; i++) {
      packed.set(i, features[i]);
    }
    return packed;
  }

  private record Plain(CsrRows rows) implements SparseExamples {
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
