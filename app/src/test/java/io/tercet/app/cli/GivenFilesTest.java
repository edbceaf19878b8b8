package io.tercet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.io.NpyFile;
import io.tercet.tensor.Matrix;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Embeddings, labels and pairs as other programs write them, and what is said of them. */
class GivenFilesTest extends CommandLineTester {

  private static String file(String name) {
    URL found = Objects.requireNonNull(GivenFilesTest.class.getResource("/" + name), name);
    try {
      return Path.of(found.toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonNode evaluate(String embeddings, String labels, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("evaluate", "--json", "--embeddings", embeddings, "--labels", labels));
    args.addAll(List.of(more));
    assertThat(run(args.toArray(String[]::new))).as(err.toString()).isZero();
    JsonNode figures = JSON.readTree(out.toString());
    figures.forEach(figure -> assertThat(figure.isNumber()).as(out.toString()).isTrue());
    return figures;
  }

  @Test
  void unsignedLabelsMeanTheSameAsWideOnes() {
    JsonNode figures =
        evaluate(
            file("npy/e.npy"),
            file("npy/l-u1-high.npy"),
            "--reference-embeddings",
            file("npy/e.npy"),
            "--reference-labels",
            file("npy/l-i8-high.npy"));
    assertThat(figures.get("precision_at_1").asDouble()).isEqualTo(1);
    assertThat(figures.get("queries").asInt()).isEqualTo(60);
  }

  @Test
  void headersOfOtherWritersGiveTheSameFigures() {
    JsonNode expected = evaluate(file("npy/e.npy"), file("npy/l.npy"));
    for (String other : List.of("e-fortran", "h-native-order", "h-no-trailing-comma")) {
      assertThat(evaluate(file("npy/" + other + ".npy"), file("npy/l.npy"))).isEqualTo(expected);
    }
  }

  @Test
  void whatCannotBeEvaluatedIsSkipped() {
    JsonNode figures = evaluate(file("npy/e.npy"), file("npy/l-all-different.npy"));
    assertThat(figures.get("queries").asInt()).isZero();
    assertThat(figures.get("queries_without_match").asInt()).isEqualTo(60);
    for (String name : List.of("precision_at_1", "recall_at_100", "map_at_r", "mrr", "roc_auc")) {
      assertThat(figures.has(name)).as(name).isFalse();
    }
  }

  /** No best threshold if none is better than accepting no pair; JSON has no infinity. */
  @Test
  void aThresholdIsANumberOrNotThere() {
    JsonNode figures = evaluate(file("npy/twins.npy"), file("npy/twins-labels.npy"));
    assertThat(figures.has("best_threshold")).isFalse();
    assertThat(figures.get("best_accuracy").asDouble()).isGreaterThan(0);
    assertThat(out.toString()).doesNotContain("Infinity", "NaN");
  }

  @Test
  void aListOfASpreadsheetIsRead() {
    JsonNode figures =
        evaluate(file("npy/e.npy"), file("npy/l.npy"), "--pairs", file("lists/bom.csv"));
    assertThat(figures.get("pairs").asInt()).isEqualTo(4);
  }

  @Test
  void embeddingsWhoseSquaresOverflowAreRefused() throws Exception {
    Path huge = folder.resolve("huge.npy");
    NpyFile.write(huge, Matrix.of(new float[][] {{0, 1}, {1e19f, 0}, {2, 2}}));
    Path labels = Path.of(file("npy/l.npy"));
    assertRefused(
        1,
        huge + ": the embedding at row 1 has length 1.0E19, expected at most 9.2",
        "evaluate",
        "--embeddings",
        huge.toString(),
        "--labels",
        labels.toString());
  }
}
