package io.tercet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.io.NpyFile;
import io.tercet.tensor.Matrix;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code tercet evaluate} as a user types it. */
class EvaluateCommandTest extends CommandLineTester {

  @Test
  void evaluatePrintsTheTableOfTheRun() throws IOException {
    train("run", "--no-pictures");
    String table = out.toString().lines().filter(l -> l.startsWith("trained")).findAny().orElse("");
    assertThat(run("evaluate", folder.resolve("run/model.safetensors").toString(), data()))
        .isZero();
    Path pictures = folder.resolve("run/evaluation");
    assertThat(pictures.resolve("roc.png")).isRegularFile();
    assertThat(pictures.resolve("distances.png")).isRegularFile();
    assertThat(out.toString()).contains("Picture: " + pictures.resolve("roc.png"));
    assertThat(table).isNotEmpty();
    assertThat(out.toString().lines()).contains(table);
    assertThat(out.toString()).containsPattern("map_at_r +[01]\\.\\d{4}");
    assertThat(
            run("evaluate", folder.resolve("run/model.safetensors").toString(), data(), "--json"))
        .isZero();
    JsonNode json = JSON.readTree(out.toString());
    for (String name :
        List.of(
            "precision_at_1",
            "recall_at_10",
            "r_precision",
            "map_at_r",
            "mrr",
            "roc_auc",
            "eer",
            "tar_at_far_1e-3",
            "best_accuracy",
            "lfw_accuracy",
            "nmi",
            "centroid_accuracy",
            "few_shot_4_way_1_shot")) {
      assertThat(json.get(name).asDouble()).as(name).isBetween(0.0, 1.0);
    }
  }

  @Test
  void embeddingsFromAnywhereAreEvaluated() throws IOException {
    Path vectors = folder.resolve("v.npy");
    Path labels = folder.resolve("l.npy");
    NpyFile.write(vectors, Matrix.of(new float[][] {{0, 0}, {0, 1}, {9, 0}, {9, 1}}));
    writeLabels(labels, 0, 0, 1, 1);
    assertThat(
            run(
                "evaluate",
                "--embeddings",
                vectors.toString(),
                "--labels",
                labels.toString(),
                "--json"))
        .isZero();
    JsonNode json = JSON.readTree(out.toString());
    assertThat(json.get("precision_at_1").asDouble()).isEqualTo(1);
    assertThat(json.get("roc_auc").asDouble()).isEqualTo(1);
    assertRefused(2, "--embeddings and --labels go together", "evaluate", "--embeddings", "x");
    assertRefused(2, "expected a MODEL, or --embeddings and --labels", "evaluate");
    assertRefused(
        1,
        "none.npy: no such file",
        "evaluate",
        "--embeddings",
        "none.npy",
        "--labels",
        labels.toString());
  }

  private static void writeLabels(Path path, int... labels) throws IOException {
    byte[] header =
        String.format(
                Locale.ROOT,
                "{'descr': '|u1', 'fortran_order': False, 'shape': (%d,), }",
                labels.length)
            .getBytes(StandardCharsets.US_ASCII);
    ByteBuffer file =
        ByteBuffer.allocate(10 + header.length + labels.length)
            .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
            .put(new byte[] {(byte) header.length, 0})
            .put(header);
    for (int label : labels) {
      file.put((byte) label);
    }
    Files.write(path, file.array());
  }

  private int evaluate(String... more) {
    String[] args = new String[5 + more.length];
    args[0] = "evaluate";
    args[1] = "--embeddings";
    args[2] = folder.resolve("v.npy").toString();
    args[3] = "--labels";
    args[4] = folder.resolve("l.npy").toString();
    System.arraycopy(more, 0, args, 5, more.length);
    return run(args);
  }

  private void writeEmbeddings(float[][] vectors, int... labels) throws IOException {
    NpyFile.write(folder.resolve("v.npy"), Matrix.of(vectors));
    writeLabels(folder.resolve("l.npy"), labels);
  }

  @Test
  void aReferenceOfItsOwnIsSearchedAndSharesItsClassNumbers() throws IOException {
    // The queries know classes 1 and 5, the reference 0, 1 and 5: the same numbers mean the same.
    writeEmbeddings(new float[][] {{0, 0}, {9, 0}, {9, 1}}, 1, 5, 5);
    NpyFile.write(folder.resolve("r.npy"), Matrix.of(new float[][] {{0, 1}, {9, 2}, {50, 0}}));
    writeLabels(folder.resolve("rl.npy"), 1, 5, 0);
    String reference = folder.resolve("r.npy").toString();
    String labels = folder.resolve("rl.npy").toString();
    assertThat(
            evaluate("--reference-embeddings", reference, "--reference-labels", labels, "--json"))
        .isZero();
    JsonNode json = JSON.readTree(out.toString());
    assertThat(json.get("precision_at_1").asDouble()).isEqualTo(1);
    assertThat(json.get("centroid_accuracy").asDouble()).isEqualTo(1);
    assertThat(evaluate("--reference-embeddings", reference)).isEqualTo(2);
    assertThat(err.toString())
        .contains("--reference-embeddings and --reference-labels go together");
    NpyFile.write(folder.resolve("r.npy"), Matrix.zeros(3, 7));
    assertThat(evaluate("--reference-embeddings", reference, "--reference-labels", labels))
        .isEqualTo(1);
    assertThat(err.toString()).contains("7 dimensions, expected the 2 of");
  }

  @Test
  void givenPairsAreVerified() throws IOException {
    writeEmbeddings(new float[][] {{0, 0}, {0, 1}, {9, 0}, {9, 1}}, 0, 0, 1, 1);
    Path pairs = folder.resolve("pairs.csv");
    Files.writeString(pairs, "first,second\n0,1\n 0 , 2\n\n");
    assertThat(evaluate("--pairs", pairs.toString(), "--json")).isZero();
    JsonNode json = JSON.readTree(out.toString());
    assertThat(json.get("pairs").asInt()).isEqualTo(2);
    assertThat(json.get("roc_auc").asDouble()).isEqualTo(1);
    assertThat(json.has("lfw_accuracy")).isFalse();
    assertThat(evaluate("--pairs", pairs.toString(), "--no-pictures")).isZero();
    assertThat(out.toString()).contains("left out: ten folds need ten pairs of either kind");
    for (String[] wrong :
        new String[][] {
          {"0,1,2\n", "line 1 has 3 fields, expected first,second"},
          {"0,1\n0,4\n", "line 2 has '4', expected the number of an example, 0 to 3"},
          {"0,x\n", "line 1 has 'x', expected the number of an example, 0 to 3"},
          {"first,second\n", "no lines of first,second found"}
        }) {
      Files.writeString(pairs, wrong[0]);
      assertThat(evaluate("--pairs", pairs.toString())).isEqualTo(1);
      assertThat(err.toString()).contains("pairs.csv: " + wrong[1]);
      assertThat(err.toString().lines()).hasSize(1);
    }
  }

  @Test
  void whatCannotBeEvaluatedIsSkippedAndReported() throws IOException {
    writeEmbeddings(new float[][] {{0, 0}, {0, 1}, {9, 0}}, 3, 3, 3);
    assertThat(evaluate("--json")).isZero();
    JsonNode json = JSON.readTree(out.toString());
    assertThat(json.get("precision_at_1").asDouble()).isEqualTo(1);
    assertThat(json.has("roc_auc")).isFalse();
    assertThat(evaluate()).isZero();
    assertThat(out.toString()).contains("left out: verification needs pairs of both kinds");
    assertThat(folder.resolve("evaluation")).doesNotExist();
  }

  @Test
  void picturesGoWhereTheyAreWanted() throws IOException {
    writeEmbeddings(new float[][] {{0, 0}, {0, 1}, {9, 0}, {9, 1}}, 0, 0, 1, 1);
    Path pictures = folder.resolve("elsewhere");
    assertThat(evaluate("--out", pictures.toString(), "--json")).isZero();
    assertThat(pictures.resolve("roc.png")).isRegularFile();
    assertThat(evaluate("--json")).isZero();
    assertThat(evaluate("--no-pictures")).isZero();
    assertThat(folder.resolve("evaluation")).doesNotExist();
  }
}
