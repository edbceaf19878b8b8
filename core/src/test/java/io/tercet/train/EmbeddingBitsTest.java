package io.tercet.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.data.Dataset;
import io.tercet.data.Subset;
import io.tercet.data.TrainTestSplit;
import io.tercet.data.glyph.Glyphs;
import io.tercet.input.EncodedDataset;
import io.tercet.nn.Encoder;
import io.tercet.nn.PackedEncoder;
import io.tercet.parallel.Workers;
import io.tercet.tensor.CsrRows;
import io.tercet.tensor.InputEncoding;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Rows;
import io.tercet.tensor.Seed;
import io.tercet.tensor.UnitBytes;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An embedding depends on the model and the example alone: not on the examples beside it, the data
 * set that it is a part of, the form that its row is in, or the number of threads.
 */
class EmbeddingBitsTest {
  private static final Workers THREE = new Workers(3);
  private static final Workers ALONE = new Workers(1);
  private static final TrainTestSplit GLYPHS = Glyphs.load(10, 600, 300, new Seed(5), ALONE);
  private static final int[] ALL = IntStream.range(0, 300).toArray();

  @AfterAll
  static void close() {
    THREE.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"classic", "mlp", "conv", "table", "pml-mnist"})
  void dependOnModelAndExampleAlone(String recipe) {
    EncodedDataset train = EncodedDataset.of(GLYPHS.train(), THREE);
    Encoder encoder = encoder(recipe, train.encoding());
    Dataset test = GLYPHS.test();
    Matrix expected = encoder.embed(EncodedDataset.of(test, encoder.inputEncoding(), ALONE), ALONE);
    EncodedDataset whole = EncodedDataset.of(test, THREE);
    requireSame(expected, ALL, encoder.embed(whole, THREE));
    requireSame(expected, ALL, encoder.embed(EncodedDataset.of(test, 0, THREE), THREE));
    Matrix dense = dense(test, ALL);
    requireSame(expected, ALL, encoder.embed(dense));
    requireSame(expected, ALL, encoder.embed(CsrRows.of(dense)));
    PackedEncoder inference = PackedEncoder.of(encoder);
    requireSame(expected, ALL, inference.embed(dense.data(), dense.rows()));
    byte[] bytes = new byte[dense.data().length];
    assertThat(UnitBytes.of(dense.data(), bytes)).isTrue();
    requireSame(expected, ALL, inference.embed(bytes, dense.rows()));
    Random random = new Random(7);
    for (int round = 0; round < 12; round++) {
      int[] some = random.ints(1L << random.nextInt(7), 0, 300).toArray();
      requireSame(expected, some, encoder.embed(dense(test, some)));
      requireSame(expected, some, inference.embed(dense(test, some).data(), some.length));
      requireSame(expected, new int[] {some[0]}, inference.embed(row(test, some[0])));
      requireSame(expected, some, encoder.embed(whole.read(some)));
      EncodedDataset part = EncodedDataset.of(new Subset(test, some), THREE);
      requireSame(expected, some, encoder.embed(part, THREE));
      requireSame(expected, some, encoder.embed(part, ALONE));
    }
  }

  /**
   * With an encoding that the data alone would not lead to, the bits are still those of the model.
   */
  @ParameterizedTest
  @ValueSource(strings = {"classic", "mlp"})
  void followTheEncodingOfTheModel(String recipe) {
    EncodedDataset train = EncodedDataset.of(GLYPHS.train(), THREE);
    assertThat(train.encoding().sparse()).isTrue();
    Rows rows = EncodedDataset.of(GLYPHS.test(), THREE).read(ALL);
    Matrix dense = dense(GLYPHS.test(), ALL);
    for (InputEncoding encoding :
        new InputEncoding[] {InputEncoding.DENSE, InputEncoding.SPARSE, train.encoding()}) {
      Encoder encoder = encoder(recipe, encoding);
      assertThat(encoder.embed(rows).data()).isEqualTo(encoder.embed(dense).data());
    }
  }

  private static Encoder encoder(String recipe, InputEncoding encoding) {
    TrainingConfig config = Recipes.find(recipe).orElseThrow();
    return Encoder.initial(config.architecture(GLYPHS.train().shape()), new Seed(3))
        .withInputEncoding(encoding);
  }

  private static Matrix dense(Dataset data, int[] examples) {
    Matrix matrix = Matrix.zeros(examples.length, data.features());
    for (int i = 0; i < examples.length; i++) {
      data.read(examples[i], matrix.data(), matrix.offset(i));
    }
    return matrix;
  }

  private static float[] row(Dataset data, int example) {
    return dense(data, new int[] {example}).data();
  }

  private static void requireSame(Matrix expected, int[] examples, float[] actual) {
    assertThat(actual).isEqualTo(expected.select(examples).data());
  }

  private static void requireSame(Matrix expected, int[] examples, Matrix actual) {
    assertThat(actual.data()).isEqualTo(expected.select(examples).data());
  }
}
