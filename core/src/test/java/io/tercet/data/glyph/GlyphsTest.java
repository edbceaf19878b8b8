package io.tercet.data.glyph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tercet.data.Dataset;
import io.tercet.data.DatasetDigest;
import io.tercet.data.TrainTestSplit;
import io.tercet.input.EncodedDataset;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GlyphsTest {
  private static TrainTestSplit load(int classes, int count, long seed, int threads) {
    try (Workers workers = new Workers(threads)) {
      return Glyphs.load(classes, count, 100, new Seed(seed), workers);
    }
  }

  @Test
  void sameSeedSameBytesOnAnyNumberOfThreads() {
    String digest = DatasetDigest.of(load(10, 1200, 1, 1).train());
    assertThat(DatasetDigest.of(load(10, 1200, 1, 3).train())).isEqualTo(digest);
    assertThat(DatasetDigest.of(load(10, 1200, 2, 1).train())).isNotEqualTo(digest);
  }

  @Test
  void anImageDoesNotDependOnHowManyThereAre() {
    float[] few = new float[784];
    float[] many = new float[784];
    load(10, 50, 1, 1).train().read(30, few, 0);
    load(10, 900, 1, 1).train().read(30, many, 0);
    assertThat(few).isEqualTo(many);
  }

  @Test
  void everyClassIsThereAndEveryImageHasInkInsideTheFrame() {
    Dataset glyphs = load(36, 2000, 1, 2).train();
    assertThat(glyphs.classNames()).hasSize(36).startsWith("0", "1").endsWith("Y", "Z");
    assertThat(Arrays.stream(glyphs.labels()).distinct().count()).isEqualTo(36);
    float[] pixels = new float[784];
    for (int i = 0; i < glyphs.size(); i++) {
      glyphs.read(i, pixels, 0);
      int ink = 0;
      for (float pixel : pixels) {
        assertThat(pixel).isBetween(0f, 1f);
        ink += pixel > 0.5 ? 1 : 0;
      }
      assertThat(ink).as("dark pixels of image %d", i).isBetween(12, 350);
    }
  }

  @Test
  void inkIsAsSparseAsInMnist() {
    try (Workers workers = new Workers(2)) {
      EncodedDataset reader = EncodedDataset.of(load(10, 1000, 1, 1).train(), workers);
      assertThat(reader.density()).isBetween(0.12, 0.28);
      assertThat(reader.isSparse()).isTrue();
    }
  }

  @Test
  void refusesMoreClassesThanThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> load(37, 10, 1, 1))
        .withMessage("glyphs have 2 to 36 classes, found 37");
  }
}
