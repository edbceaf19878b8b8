package io.tercet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.EmbeddingModel;
import io.tercet.io.NpyFile;
import io.tercet.model.ModelFile;
import io.tercet.tensor.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables on the command line: from a file to a model, and back to other files. */
class TableCommandsTest extends CommandLineTester {
  private Path table = Path.of("");
  private String model = "";

  @BeforeEach
  void writeTable() throws IOException {
    table = write("visits.csv", 120, true);
    model = folder.resolve("run/model.safetensors").toString();
  }

  /** Three kinds, which differ in a number and a text; a name, a patient, and gaps. */
  private Path write(String name, int rows, boolean labelled) throws IOException {
    Random random = new Random(rows);
    List<String> lines = new ArrayList<>();
    lines.add("visit_id,name,patient,age,color" + (labelled ? ",species" : ""));
    for (int i = 0; i < rows; i++) {
      int kind = i % 3;
      lines.add(
          "v%d,\"No. %d, é\",p%d,%s,%s%s"
              .formatted(
                  i,
                  i,
                  i / 4,
                  i % 17 == 0 ? "" : String.valueOf(1000 * kind + random.nextInt(200)),
                  List.of("red", "green", "blue").get((kind + random.nextInt(2)) % 3),
                  labelled ? "," + List.of("cat", "dog", "ox").get(kind) : ""));
    }
    return Files.write(folder.resolve(name), lines);
  }

  private void trainTable(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of("train", table.toString(), "--no-pictures", "--epochs", "60", "--out"));
    words.add(folder.resolve("run").toString());
    words.addAll(List.of(more));
    assertThat(run(words.toArray(String[]::new))).as(err.toString()).isZero();
  }

  @Test
  void tableTrainsWithNothingButItsName() throws IOException {
    trainTable();
    assertThat(out.toString())
        .contains("species", "Recipe: table, fitted to 96 examples", "Others, by --recipe: classic")
        .contains("left out: name", "missing: age");
    ModelFile file = ModelFile.read(Path.of(model));
    assertThat(file.preprocessing().columnNames()).containsExactly("patient", "age", "color");
    assertThat(run("evaluate", model, "--json", "--no-pictures")).as(err.toString()).isZero();
    assertThat(JSON.readTree(out.toString()).path("precision_at_1").asDouble()).isGreaterThan(0.9);
  }

  @Test
  void rowIsTheSameFromATableAndFromAMap() throws IOException {
    trainTable("--features", "age,color");
    String npy = folder.resolve("e.npy").toString();
    Path other = write("unlabelled.csv", 9, false);
    assertThat(run("embed", model, other.toString(), "--out", npy)).as(err.toString()).isZero();
    Matrix embeddings = NpyFile.readMatrix(Path.of(npy));
    assertThat(embeddings.rows()).isEqualTo(9);
    List<String> lines = Files.readAllLines(other);
    try (EmbeddingModel loaded = EmbeddingModel.load(Path.of(model))) {
      for (int i = 0; i < 9; i++) {
        String[] fields = lines.get(i + 1).split(",", -1);
        String age = fields[fields.length - 2];
        Map<String, Object> row =
            age.isEmpty()
                ? Map.of("color", fields[fields.length - 1])
                : Map.of("age", Integer.parseInt(age), "color", fields[fields.length - 1]);
        float[] expected = new float[embeddings.columns()];
        System.arraycopy(embeddings.data(), embeddings.offset(i), expected, 0, expected.length);
        assertThat(loaded.embed(row)).isEqualTo(expected);
      }
    }
    assertThat(Files.readAllLines(folder.resolve("e.ids.txt"))).contains("v0", "v8");
  }

  @Test
  void groupsStayOnOneSideOfTheSplit() {
    trainTable("--group", "patient");
    assertThat(run("evaluate", model, "--json", "--no-pictures")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("precision_at_1");
  }

  @Test
  void otherTableIsTheTestData() throws IOException {
    Path other = write("later.csv", 30, true);
    trainTable("--test-file", other.toString());
    assertThat(out.toString()).contains("120 training and 30 test examples");
    Files.writeString(other, Files.readString(other).replace("ox", "cow"));
    refused(1, "class 'cow'", "evaluate", model, "--no-pictures");
  }

  @Test
  void mistakesAreOneLine() throws IOException {
    String data = table.toString();
    refused(1, "no column 'speces'", "train", data, "--label", "speces");
    refused(2, "--scale: found 'log'", "train", data, "--scale", "log");
    refused(2, "--delimiter: found ';;'", "train", data, "--delimiter", ";;");
    Files.writeString(table, Files.readString(table) + "v121,x\n");
    refused(1, "visits.csv: row 121", "train", data);
    refused(2, "no such folder", "train", folder.resolve("none.csv").toString());
  }

  private void refused(int code, String text, String... words) {
    assertThat(run(words)).isEqualTo(code);
    assertThat(err.toString()).contains(text);
    assertThat(err.toString().lines().filter(line -> line.startsWith("tercet: "))).hasSize(1);
  }
}
