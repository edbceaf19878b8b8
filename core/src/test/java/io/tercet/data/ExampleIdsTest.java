package io.tercet.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.data.glyph.Glyphs;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Seed;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An example keeps its id however data is cut, ordered and numbered. */
class ExampleIdsTest {
  private static final Seed SEED = new Seed(5);

  private static ByteImages images() {
    byte[] pixels = new byte[40];
    int[] labels = new int[40];
    for (int i = 0; i < 40; i++) {
      pixels[i] = (byte) i;
      labels[i] = i % 5;
    }
    return new ByteImages(List.of(1, 1), List.of("a", "b", "c", "d", "e"), pixels, labels)
        .withIds(i -> "file-" + i);
  }

  private static void assertSame(Dataset part) {
    float[] pixel = new float[1];
    for (int i = 0; i < part.size(); i++) {
      part.read(i, pixel, 0);
      assertThat(part.id(i)).isEqualTo("file-" + Math.round(255 * pixel[0]));
      assertThat(ExampleIds.of(part).find(part.id(i))).isEqualTo(i);
    }
  }

  @Test
  void cutsKeepIds() {
    TrainTestSplit byFraction = Splits.byFraction("x", images(), 0.3, SEED);
    TrainTestSplit byClasses = Splits.byClasses("x", images(), images(), 0.4, SEED);
    for (TrainTestSplit cut : List.of(byFraction, byClasses)) {
      assertSame(cut.train());
      assertSame(cut.test());
    }
    assertSame(Splits.shuffled(byFraction.test(), SEED));
  }

  @Test
  void dataOfTwoPartsSaysWhich() {
    try (Workers workers = new Workers(1)) {
      TrainTestSplit glyphs = Glyphs.load(10, 5, 3, SEED, workers);
      assertThat(glyphs.train().id(4)).isEqualTo("train/4");
      assertThat(glyphs.test().id(2)).isEqualTo("test/2");
    }
    ArrayDataset rows = ArrayDataset.of(Matrix.zeros(3, 2), 0, 1, 1);
    assertThat(rows.id(2)).isEqualTo("2");
    assertThat(new Subset(rows, new int[] {2, 0}).id(0)).isEqualTo("2");
  }

  @Test
  void whatIsInTheOtherPartIsSaidToBe() {
    TrainTestSplit cut = Splits.byFraction("x", images(), 0.3, SEED);
    ExampleIds ids = ExampleIds.of(cut.train());
    String other = cut.test().id(0);
    assertThat(ids.find(other)).isEqualTo(-1);
    assertThat(ids.expected(other)).contains("other part");
    assertThat(ids.expected("unknown")).contains("0 to " + (cut.train().size() - 1));
  }

  @Test
  void listsOfNamesAreBounded() {
    List<String> many = IntStream.range(0, 5000).mapToObj(i -> "class-number-" + i).toList();
    assertThat(ClassNames.inShort(many)).hasSizeLessThan(300).endsWith(" more");
    assertThat(ClassNames.inShort(List.of("a", "b"))).isEqualTo("a b");
    assertThat(ClassNames.inShort(List.of("x".repeat(5000)))).hasSize(60);
    assertThat(ClassNames.inShort("\uD83D\uDC08".repeat(100))).endsWith("\uD83D\uDC08...");
  }

  @Test
  void idsOfDigitsHaveAPrefix() {
    ExampleIds ids = ExampleIds.of(List.of("892", "2", "1", "id:2"));
    assertThat(ids.find("id:892")).isZero();
    assertThat(ids.find("2")).isEqualTo(2);
    assertThat(ids.find("id:1")).isEqualTo(2);
    assertThat(ids.find("id:2")).isEqualTo(3);
    assertThat(ids.find("id:3")).isEqualTo(-1);
    assertThat(ids.find("892")).isEqualTo(-1);
  }
}
