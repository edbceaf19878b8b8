package io.tercet.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.tensor.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetDigestTest {
  @Test
  void itIsOfTheContent() {
    Matrix features = Matrix.wrap(3, 2, new float[] {1, 2, 3, 4, 5, 6});
    String digest = DatasetDigest.of(ArrayDataset.of(features, 0, 1, 1));
    assertThat(digest).matches("[0-9a-f]{64}");
    assertThat(DatasetDigest.of(ArrayDataset.of(features.select(new int[] {0, 1, 2}), 0, 1, 1)))
        .isEqualTo(digest);
    assertThat(DatasetDigest.of(ArrayDataset.of(features, 0, 1, 0))).isNotEqualTo(digest);
    assertThat(DatasetDigest.of(ArrayDataset.of(features.select(new int[] {0, 2, 1}), 0, 1, 1)))
        .isNotEqualTo(digest);
  }

  @Test
  void aSubsetHasOneOfItsOwn() {
    byte[] pixels = {1, 2, 3, 4};
    ByteImages images = new ByteImages(List.of(1, 1), List.of("a"), pixels, new int[4]);
    assertThat(DatasetDigest.of(new Subset(images, new int[] {0, 2})))
        .isNotEqualTo(DatasetDigest.of(new Subset(images, new int[] {0, 3})));
  }
}
