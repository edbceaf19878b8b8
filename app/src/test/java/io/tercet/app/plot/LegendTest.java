package io.tercet.app.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.tensor.Matrix;
import java.awt.Font;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LegendTest {
  private static final Font FONT = Canvas.font(Font.PLAIN, 13);

  @Test
  void namesAllClassesUpToTheColorsThatThereAre() {
    assertThat(texts(names(60))).isEqualTo(names(60));
    assertThat(texts(names(98))).hasSize(61).endsWith("name 59", "and 38 more");
  }

  @Test
  void leavesOutClassesWithoutPoints() {
    int[] labels = {2, 2, 0};
    assertThat(new Legend(ShownClasses.of(frame(names(3), labels))).texts())
        .containsExactly("name 0", "name 2");
  }

  @Test
  void leavesOutTheMiddleOfLongNames() {
    String name = "animals/vertebrates/mammals/carnivora/felines/siamese";
    String text = texts(List.of(name)).getFirst();
    assertThat(text).startsWith("animals/v").contains("…").endsWith("siamese");
    assertThat(LabelText.width(text, FONT)).isLessThanOrEqualTo(190);
    assertThat(LabelText.width(text, FONT)).isGreaterThan(160);
  }

  @Test
  void tellsNamesApartThatDifferInTheMiddleOnly() {
    String end = " of the animals that live in the forest";
    List<String> texts =
        texts(
            List.of(
                "the beautiful picture of a cat" + end, "the beautiful picture of a dog" + end));
    assertThat(texts).doesNotHaveDuplicates();
    assertThat(texts.getFirst()).startsWith("#0 ");
    assertThat(texts.getLast()).startsWith("#1 ");
  }

  @Test
  void writesTheNumberOfAClassWhereFontsLackItsCharacters() {
    String unassigned = Character.toString(0x2FFFD); // no font has what is no character
    assertThat(texts(List.of(unassigned, unassigned + " dog", "été", "   ", "cat")))
        .containsExactly("#0", "#1 dog", "été", "#3", "cat");
  }

  @Test
  void leavesOutWhatWouldChangeTheLine() {
    assertThat(texts(List.of("a\nb", "\u202Eevil", "a\u001b[31mred", "tab\tbed")))
        .containsExactly("a b", "evil", "a [31mred", "tab bed");
  }

  @Test
  void neverCutsCharactersInTwo() {
    String faces = "e\u0301".repeat(100);
    String text = texts(List.of(faces)).getFirst();
    assertThat(text.replace("e\u0301", "")).isEqualTo("…");
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "name " + i).toList();
  }

  private static List<String> texts(List<String> names) {
    int[] labels = IntStream.range(0, names.size()).toArray();
    return new Legend(ShownClasses.of(frame(names, labels))).texts();
  }

  private static EmbeddingSnapshot frame(List<String> names, int[] labels) {
    Matrix points = Matrix.zeros(labels.length, 2);
    return new EmbeddingSnapshot(1, points, labels, names, new double[] {1, 0});
  }
}
