package io.tercet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tercet.io.TestFiles;
import io.tercet.tensor.Matrix;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A model that an early Tercet wrote, of the time before model files said how rows are read: recipe
 * {@code mlp} with two dimensions, on images of 6 x 5.
 */
class FirstFormatTest {
  /** What that Tercet's own {@code embed} printed. */
  @ParameterizedTest
  @CsvSource({"0,-0.5720386,0.8202267", "7,-0.23960045,0.97087157"})
  void itStillEmbeds(int example, float first, float second) throws IOException {
    ModelFile model = ModelFile.read(TestFiles.of("model/first-format.safetensors"));
    assertThat(model.preprocessing().shape()).containsExactly(6, 5);
    assertThat(model.provenance().epochs()).isEqualTo(1);
    Matrix embedding = model.encoder().embed(image(example));
    assertThat(embedding.columns()).isEqualTo(2);
    assertThat(embedding.get(0, 0)).isCloseTo(first, within(1e-6f));
    assertThat(embedding.get(0, 1)).isCloseTo(second, within(1e-6f));
  }

  /** A bright column, and a pixel besides. */
  private static Matrix image(int example) {
    float[] pixels = new float[30];
    for (int y = 0; y < 6; y++) {
      pixels[y * 5 + example % 4] = (100 + example * 7 % 150) / 255f;
    }
    pixels[example * 13 % 30] = 1;
    return Matrix.wrap(1, 30, pixels);
  }
}
