package io.tercet.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimdPackedBufferTest {
  private static final int EXAMPLES = 50;
  private static final int COLUMNS = 1000;

  /** On the heap and outside; most rows are short, a few some times as long. */
  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, 0})
  void rowsAreReadyWhole(long onHeap) {
    Matrix bytes = Matrix.zeros(EXAMPLES, COLUMNS);
    for (int i = 0; i < EXAMPLES; i++) {
      int entries = i % 10 == 9 ? COLUMNS : i;
      Arrays.fill(bytes.data(), i * COLUMNS, i * COLUMNS + entries, i / 255f);
    }
    PackedRows rows = SparseInputs.packed(bytes, FrequentColumns.NONE, onHeap);
    int[] examples = {3, 49, 8, 0, 19, 49, 7};
    SimdPackedBuffer buffer = SimdPackedBuffer.ofThread();
    buffer.fill(rows, examples, 1, 6);
    byte[] expected = new byte[rows.rowSize()];
    for (int i = 0; i < SimdPackedBuffer.ROWS; i++) {
      int example = examples[1 + (i < 5 ? i : 0)];
      int length = rows.copy(example, expected, 0);
      assertThat(Arrays.copyOfRange(buffer.bytes(), buffer.at(i), buffer.at(i) + length))
          .isEqualTo(Arrays.copyOf(expected, length));
    }
  }
}
