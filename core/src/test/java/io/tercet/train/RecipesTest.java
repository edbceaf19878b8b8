package io.tercet.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.data.ArrayDataset;
import io.tercet.data.Dataset;
import io.tercet.nn.Conv2d;
import io.tercet.sampling.ClassBalanced;
import io.tercet.tensor.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipesTest {
  /** Rows of each class, and the batch and epochs that fit. */
  @ParameterizedTest
  @CsvSource({
    "3, 48, 3, 48, 1000", // iris: a batch holds all rows
    "10, 144, 10, 25, 200",
    "2, 40000, 2, 128, 4",
    "10000, 4, 64, 4, 7",
    "10000, 1, 128, 2, 26",
    "200, 30, 16, 16, 44",
    "1, 100, 2, 100, 1000"
  })
  void tableFitsBatchesAndEpochsToTheData(
      int classes, int each, int perBatch, int perClass, int epochs) {
    TrainingConfig config = Recipes.table(rows(classes, each));
    assertThat(config.sampler()).isEqualTo(new ClassBalanced(perBatch, perClass));
    assertThat(config.epochs()).isEqualTo(epochs);
    assertThat(config.withSampler(Recipes.table().sampler()).withEpochs(50))
        .isEqualTo(Recipes.table());
  }

  @Test
  void unevenClassesTakeTheMedian() {
    int[] labels = new int[1000];
    Arrays.fill(labels, 0, 4, 1);
    Arrays.fill(labels, 4, 10, 2);
    TrainingConfig config = Recipes.table(ArrayDataset.of(Matrix.zeros(labels.length, 2), labels));
    assertThat(config.sampler()).isEqualTo(new ClassBalanced(3, 6));
  }

  @ParameterizedTest
  @CsvSource({"28, 3, 8", "64, 4, 8", "96, 5, 8", "8, 1, 8", "3, 1, 8"})
  void convHalvesImagesUntilTheyAreSmall(int side, int convolutions, int most) {
    int count = 120_000;
    Dataset images = images(count, side);
    TrainingConfig config = Recipes.conv(images);
    assertThat(config.layers().stream().filter(Conv2d.class::isInstance)).hasSize(convolutions);
    assertThat(config.epochs()).isEqualTo(most);
    assertThat(config.architecture(images.shape()).embeddingSize()).isEqualTo(64);
  }

  @Test
  void convOfTheNotebooksImagesIsTheRecipe() {
    assertThat(Recipes.conv(images(60_000, 28))).isEqualTo(Recipes.conv());
    assertThat(Recipes.conv(images(1200, 28)).epochs()).isEqualTo(100);
  }

  private static ArrayDataset rows(int classes, int each) {
    int[] labels = IntStream.range(0, classes * each).map(i -> i % classes).toArray();
    return ArrayDataset.of(Matrix.zeros(labels.length, 1), labels);
  }

  private static Dataset images(int count, int side) {
    return new Blank(count, List.of(side, side));
  }

  /** Images without pixels. */
  private record Blank(int size, List<Integer> shape) implements Dataset {
    @Override
    public List<String> classNames() {
      return List.of("a", "b");
    }

    @Override
    public int label(int index) {
      return index % 2;
    }

    @Override
    public void read(int index, float[] destination, int offset) {
      throw new UnsupportedOperationException();
    }
  }
}
