package io.tercet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tercet.input.EncodedDataset;
import io.tercet.parallel.Workers;
import io.tercet.sampling.ClassIndex;
import io.tercet.tensor.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What data sets refuse, with a line that names it. */
class ArrayDatasetTest {
  private static final List<String> NAMES = List.of("a", "b");

  private static Matrix rows() {
    return Matrix.wrap(3, 2, new float[] {1, 2, 3, 4, 5, 6});
  }

  private static void assertRefused(Runnable made, String message) {
    assertThatIllegalArgumentException().isThrownBy(made::run).withMessage(message);
  }

  @Test
  void labelsThatAreNoClass() {
    assertRefused(
        () -> new ArrayDataset(rows(), NAMES, new int[] {0, -1, 1}),
        "example 1 has label -1, expected 0 to 1");
    assertRefused(
        () -> new ArrayDataset(rows(), NAMES, new int[] {0, 1, 2}),
        "example 2 has label 2, expected 0 to 1");
    assertRefused(
        () -> new ArrayDataset(rows(), List.of(), new int[] {0, 0, 0}),
        "example 0 has label 0, but there are no classes");
    assertRefused(
        () -> ArrayDataset.of(rows(), 0, 1, -3), "example 2 has label -3, expected 0 to 1");
    assertRefused(() -> new ArrayDataset(rows(), NAMES, new int[] {0, 1}), "3 rows and 2 labels");
    assertRefused(
        () -> new ByteImages(List.of(1, 1), NAMES, new byte[2], new int[] {0, 7}),
        "example 1 has label 7, expected 0 to 1");
    ArrayDataset whole = ArrayDataset.of(rows(), 0, 1, 1);
    assertRefused(
        () -> new Subset(whole, new int[] {0}, NAMES, new int[] {0, 1}),
        "1 examples with 2 labels");
    assertRefused(
        () -> new Subset(whole, new int[] {0}, NAMES, new int[] {2}),
        "example 0 has label 2, expected 0 to 1");
  }

  @ParameterizedTest
  @ValueSource(ints = {2_000_000, 999_999_999, Integer.MAX_VALUE})
  void namesWithoutEnd(int label) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ArrayDataset.of(rows(), 0, 1, label))
        .withMessageContaining("label %d implies %d classes".formatted(label, label + 1L));
  }

  @Test
  void theIndexOfClassesRefusesThem() {
    assertRefused(
        () -> new ClassIndex(new int[] {0, -1}), "example 1 has label -1, expected 0 to 16777215");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClassIndex(new int[] {Integer.MAX_VALUE}));
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void featuresThatAreNoNumbers(float value) {
    Matrix rows = rows();
    rows.set(1, 1, value);
    assertRefused(
        () -> ArrayDataset.of(rows, 0, 1, 1),
        "row 1 has " + value + " as feature 1, expected finite numbers");
  }

  /** Of data that somebody reads in another way, sparse or dense, the first is found. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void featuresOfAnyDataThatAreNoNumbers(boolean sparse) {
    Dataset own = new OwnData(sparse ? 0 : 0.5f);
    try (Workers workers = new Workers(2)) {
      assertRefused(
          () -> EncodedDataset.of(own, workers),
          "example 4321 (row-4321) has NaN as feature 3, expected finite numbers");
    }
  }

  @Test
  void finiteDataIsRead() {
    try (Workers workers = new Workers(1)) {
      Matrix rows = rows();
      rows.set(0, 0, Float.MAX_VALUE);
      rows.set(0, 1, -Float.MAX_VALUE);
      assertThat(EncodedDataset.of(ArrayDataset.of(rows, 0, 1, 1), workers).dataset().size())
          .isEqualTo(3);
    }
  }

  /** 9,000 rows, of which two have a NaN. */
  private record OwnData(float fill) implements Dataset {
    @Override
    public int size() {
      return 9000;
    }

    @Override
    public List<Integer> shape() {
      return List.of(7);
    }

    @Override
    public List<String> classNames() {
      return NAMES;
    }

    @Override
    public int label(int index) {
      return index % 2;
    }

    @Override
    public String id(int index) {
      return "row-" + index;
    }

    @Override
    public void read(int index, float[] destination, int offset) {
      for (int j = 0; j < 7; j++) {
        boolean bad = (index == 4321 || index == 8000) && j == 3;
        destination[offset + j] = bad ? Float.NaN : fill;
      }
    }
  }
}
