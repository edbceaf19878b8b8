package io.tercet.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparseTransposeTest {
  private static final int COLUMNS = 37;

  private final Workers workers = new Workers(2);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 200, 1500, 20_000})
  void slabsAreTheRowsTransposed(int count) {
    Matrix x = Randoms.sparse(2500, COLUMNS, 0.2, 1);
    int[] rows = IntStream.range(0, count).map(i -> (i * 7 + 3) % 2500).toArray();
    SparseTranspose transpose = new SparseTranspose();
    transpose.set(SparseRows.of(x), new int[] {4, 5}, 2, workers); // buffers are used again
    transpose.set(SparseRows.of(x), rows, count, workers);
    assertThat(transpose.rows()).isEqualTo(count);
    int seen = 0;
    for (int i = 0; i < transpose.slabs(); i++) {
      assertThat(transpose.first(i)).isEqualTo(seen);
      SparseRows slab = transpose.slab(i);
      int[] part = Arrays.copyOfRange(rows, seen, seen + slab.columns());
      assertThat(dense(slab).data()).isEqualTo(transposed(x.select(part)).data());
      seen += slab.columns();
    }
    assertThat(seen).isEqualTo(count);
  }

  private static Matrix dense(SparseRows sparse) {
    Matrix dense = Matrix.zeros(sparse.rows(), sparse.columns());
    for (int i = 0; i < sparse.rows(); i++) {
      for (int e = sparse.start()[i]; e < sparse.end()[i]; e++) {
        dense.set(i, sparse.column()[e], sparse.value()[e]);
      }
    }
    return dense;
  }

  private static Matrix transposed(Matrix x) {
    Matrix transposed = Matrix.zeros(x.columns(), x.rows());
    for (int i = 0; i < x.rows(); i++) {
      for (int j = 0; j < x.columns(); j++) {
        transposed.set(j, i, x.get(i, j));
      }
    }
    return transposed;
  }
}
