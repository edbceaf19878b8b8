package io.tercet.kernel.simd;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.kernel.SparseInputs;
import io.tercet.tensor.DeltaByteRows;
import io.tercet.tensor.DenseColumns;
import io.tercet.tensor.Matrix;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimdRowBufferTest {
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
    DeltaByteRows rows = SparseInputs.packed(bytes, DenseColumns.NONE, onHeap);
    int[] examples = {3, 49, 8, 0, 19, 49, 7};
    SimdRowBuffer buffer = SimdRowBuffer.ofThread();
    buffer.fill(rows, examples, 1, 6);
    byte[] expected = new byte[rows.rowSize()];
    for (int i = 0; i < SimdRowBuffer.ROWS; i++) {
      int example = examples[1 + (i < 5 ? i : 0)];
      int length = rows.copy(example, expected, 0);
      assertThat(Arrays.copyOfRange(buffer.bytes(), buffer.at(i), buffer.at(i) + length))
          .isEqualTo(Arrays.copyOf(expected, length));
    }
  }
}
