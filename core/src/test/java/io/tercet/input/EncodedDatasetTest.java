package io.tercet.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.data.ArrayDataset;
import io.tercet.data.ByteImages;
import io.tercet.data.Subset;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Randoms;
import io.tercet.tensor.Rows;
import io.tercet.tensor.SparseBatch;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncodedDatasetTest {
  private final Workers workers = new Workers(2);

  @Test
  void sparseDataIsReadAsSparseRows() {
    Matrix features = Randoms.sparse(2500, 30, 0.2, 1);
    EncodedDataset reader = EncodedDataset.of(ArrayDataset.of(features, new int[2500]), workers);
    assertThat(reader.isSparse()).isTrue();
    assertThat(reader.density()).isBetween(0.15, 0.25);
    int[] chosen = {2499, 0, 0, 1200};
    assertThat(dense(reader.read(chosen)).data()).isEqualTo(features.select(chosen).data());
  }

  /** Found out while it is listed: the examples looked at before are all bytes. */
  @Test
  void aFeatureThatIsNoByteIsKept() {
    float[] features = new float[3000 * 30];
    for (int i = 0; i < features.length; i += 7) {
      features[i] = i % 256 / 255f;
    }
    features[31] = 0.3f;
    Matrix matrix = Matrix.wrap(3000, 30, features);
    EncodedDataset reader = EncodedDataset.of(ArrayDataset.of(matrix, new int[3000]), workers);
    assertThat(reader.isListed()).isTrue();
    int[] chosen = {2999, 1, 1, 1200};
    assertThat(dense(reader.read(chosen)).data()).isEqualTo(matrix.select(chosen).data());
  }

  @Test
  void denseDataIsReadAsAMatrix() {
    Matrix features = Randoms.gaussian(50, 30, 1);
    EncodedDataset reader = EncodedDataset.of(ArrayDataset.of(features, new int[50]), workers);
    assertThat(reader.isSparse()).isFalse();
    EncodedDataset.Batch batch = reader.batch(10);
    int[] chosen = {49, 0, 7};
    Matrix read = (Matrix) batch.start(chosen, 3);
    batch.load(0, 2);
    batch.load(2, 3);
    assertThat(read.rows()).isEqualTo(3);
    assertThat(read.select(new int[] {0, 1, 2}).data()).isEqualTo(features.select(chosen).data());
  }

  @Test
  void largeSparseDataIsListedBatchByBatch() {
    byte[] pixels = new byte[200 * 30];
    for (int i = 0; i < pixels.length; i += 5) {
      pixels[i] = (byte) i;
    }
    ByteImages images = new ByteImages(List.of(5, 6), List.of("0"), pixels, new int[200]);
    int[] chosen = new int[150];
    Arrays.setAll(chosen, i -> 199 - i);
    EncodedDataset listed = EncodedDataset.of(images, workers);
    EncodedDataset large = EncodedDataset.of(images, 100, workers);
    EncodedDataset.Batch batch = large.batch(200);
    Rows read = batch.start(chosen, 150);
    batch.load(70, 150);
    batch.load(0, 70);
    assertThat(dense(read).data()).isEqualTo(dense(listed.read(chosen)).data());
    assertThat(dense(large.read(chosen)).data()).isEqualTo(dense(listed.read(chosen)).data());
  }

  @Test
  void imagesOfASubsetAreListedSomeAtATime() {
    byte[] pixels = new byte[200 * 784]; // more than are copied together
    for (int i = 0; i < pixels.length; i += 7) {
      pixels[i] = (byte) i;
    }
    ByteImages images = new ByteImages(List.of(28, 28), List.of("0"), pixels, new int[200]);
    int[] half = new int[100];
    Arrays.setAll(half, i -> 199 - 2 * i);
    int[] chosen = new int[90];
    Arrays.setAll(chosen, i -> 7 * i % 100);
    EncodedDataset reader = EncodedDataset.of(new Subset(images, half), 100, workers);
    assertThat(reader.isListed()).isFalse();
    EncodedDataset.Batch batch = reader.batch(90);
    Rows read = batch.start(chosen, 90);
    batch.load(60, 90);
    batch.load(0, 60);
    Matrix rows = dense(read);
    float[] expected = new float[784];
    for (int i = 0; i < 90; i++) {
      images.read(half[chosen[i]], expected, 0);
      assertThat(Arrays.copyOfRange(rows.data(), 784 * i, 784 * (i + 1))).isEqualTo(expected);
    }
  }

  private static Matrix dense(Rows rows) {
    Matrix matrix = Matrix.zeros(rows.rows(), rows.columns());
    ((SparseBatch) rows).copyTo(0, rows.rows(), matrix.data(), 0);
    return matrix;
  }
}
