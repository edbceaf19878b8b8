package io.tercet.tensor;

import static io.tercet.tensor.Ranges.doubles;
import static io.tercet.tensor.Ranges.ints;
import static io.tercet.tensor.Ranges.longs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.quicktheories.QuickTheory.qt;

import io.tercet.kernel.SparseInputs;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DeltaByteRowsTest {

  /** From rows full of entries to rows without any, and columns farther apart than a byte tells. */
  @Test
  void rowsAreWhatWasPacked() {
    qt().withExamples(200)
        .forAll(ints(1, 2500), doubles(0, 1), longs(0, 1_000_000))
        .checkAssert((columns, density, seed) -> {
          double fewOrMany = density < 0.5 ? density / 100 : density;
          Matrix bytes = SparseInputs.bytes(6, columns, fewOrMany, seed);
          for (SparseBatch rows : SparseInputs.of(bytes)) {
            float[] dense = new float[6 * columns];
            rows.copyTo(0, 6, dense, 0);
            assertThat(dense).isEqualTo(bytes.data());
            rows.entries(new int[] {5, 5, 2}, 1, 3, new EntryBuffer()).copyTo(1, dense, 0);
            assertThat(dense).startsWith(bytes.select(new int[] {2}).data());
          }
        });
  }

  /** Or it would be written over the next row. */
  @Test
  void aRowThatHasGrownIsRefused() {
    OffHeapInts entries = new OffHeapInts(2);
    entries.set(0, 1);
    DeltaByteRows rows = new DeltaByteRows(20, DenseColumns.NONE, entries);
    RowEncoder features = new RowEncoder(20);
    features.bytes()[3] = 1;
    rows.set(0, features);
    Arrays.fill(features.bytes(), 0, 20, (byte) 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rows.set(0, features))
        .withMessage("row 0 has room for 2 entries in 20 columns, found 20 in 20");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rows.set(1, new RowEncoder(21)))
        .withMessageContaining("in 20 columns, found 0 in 21");
  }

  @Test
  void otherFrequentColumnsAreRefused() {
    DeltaByteRows rows = new DeltaByteRows(48, DenseColumns.NONE, new OffHeapInts(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rows.set(0, new RowEncoder(48, SparseInputs.twoOfThree(48))))
        .withMessageContaining("dense columns");
  }

  @Test
  void tooManyColumnsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new DeltaByteRows(DeltaByteRows.MAX_COLUMNS + 1, DenseColumns.NONE, new OffHeapInts(0)))
        .withMessageContaining("at most 3200 columns, found 3201");
  }
}
