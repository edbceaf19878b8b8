package io.tercet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tercet.io.NpyFile;
import io.tercet.model.ModelFile;
import io.tercet.model.Provenance;
import io.tercet.tensor.Matrix;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Which example is which, from a folder of pictures to lists, files and the dashboard. */
class ExampleNamesTest extends CommandLineTester {
  private static final int EACH = 10;

  private Path pictures = Path.of("");
  private String model = "";

  @BeforeEach
  void writePictures() throws IOException {
    pictures = folder.resolve("pictures");
    model = folder.resolve("run/model.safetensors").toString();
    for (String name : List.of("cats", "dogs", "mice")) {
      writeClass(name, name.charAt(0) % 7);
    }
  }

  private void writeClass(String name, int row) throws IOException {
    for (int i = 0; i < EACH; i++) {
      BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
      image.getRaster().setSample(i % 8, row, 0, 120 + 10 * i);
      image.getRaster().setSample(3, i % 8, 0, 60);
      Path file = pictures.resolve(name).resolve(i + ", a.png");
      Files.createDirectories(file.resolveSibling(""));
      ImageIO.write(image, "png", file.toFile());
    }
  }

  private int trainPictures(String... options) {
    String run = folder.resolve("run").toString();
    List<String> args =
        List.of(
            "train",
            pictures.toString(),
            "--out",
            run,
            "--epochs",
            "1",
            "--batch-size",
            "6",
            "--recipe",
            "classic");
    return run(Stream.concat(args.stream(), Stream.of(options)).toArray(String[]::new));
  }

  private List<String> embed(Path to, String... options) throws IOException {
    List<String> args = List.of("embed", model, pictures.toString(), "--out", to.toString());
    assertThat(run(Stream.concat(args.stream(), Stream.of(options)).toArray(String[]::new)))
        .as(err.toString())
        .isZero();
    return Files.readAllLines(Path.of(to.toString().replace(".npy", ".ids.txt")));
  }

  @Test
  void embedTakesAllOfAFolderAndSaysWhichIsWhich() throws IOException {
    assertThat(trainPictures("--no-evaluation")).isZero();
    Path npy = folder.resolve("e.npy");
    List<String> ids = embed(npy);
    Matrix rows = NpyFile.readMatrix(npy);
    assertThat(rows.rows()).isEqualTo(3 * EACH);
    assertThat(ids).hasSize(3 * EACH).isSorted().contains("dogs/7, a.png").doesNotHaveDuplicates();
    assertThat(Files.readAllLines(folder.resolve("e.classes.txt")))
        .containsExactly("cats", "dogs", "mice");
    int[] labels = NpyFile.readLabels(folder.resolve("e.labels.npy"));
    for (int i = 0; i < labels.length; i++) {
      assertThat(ids.get(i)).startsWith(List.of("cats", "dogs", "mice").get(labels[i]) + "/");
    }
    int row = ids.indexOf("mice/4, a.png");
    assertThat(run("embed", model, pictures.toString(), "--example", "mice/4, a.png")).isZero();
    assertThatPrintedIs(rows, row);
    assertThat(run("embed", model, pictures.toString(), "--index", String.valueOf(row))).isZero();
    assertThatPrintedIs(rows, row);
    String[] wrong = {"embed", model, pictures.toString(), "--example", "mice/44.png"};
    assertThat(run(wrong)).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "--index: found 'mice/44.png', expected the number of an example, 0 to 29, or its id,");
  }

  private void assertThatPrintedIs(Matrix rows, int row) {
    String[] printed = out.toString().strip().split(" ", -1);
    assertThat(printed).hasSize(rows.columns());
    for (int j = 0; j < printed.length; j++) {
      assertThat(Float.parseFloat(printed[j])).isCloseTo(rows.get(row, j), within(1e-6f));
    }
  }

  @Test
  void partsOfAFolderAreDisjointAndWhole() throws IOException {
    assertThat(trainPictures("--no-evaluation", "--test-fraction", "0.3")).isZero();
    List<String> train = embed(folder.resolve("train.npy"), "--train");
    List<String> test = embed(folder.resolve("test.npy"), "--test");
    assertThat(test).hasSize(9); // the model knows its cut
    assertThat(train).hasSize(21).doesNotContainAnyElementsOf(test);
    List<String> held =
        JSON.readTree(Files.readString(folder.resolve("run/embeddings/examples.json")))
            .get("ids")
            .valueStream()
            .map(JsonNode::asString)
            .toList();
    assertThat(held).isEqualTo(test);
    JsonNode triplet =
        JSON.readTree(Files.readString(folder.resolve("run/triplets.json"))).get("triplets").get(0);
    int anchor = triplet.get("anchor").get("id").asInt();
    assertThat(triplet.get("anchor").get("name").asString()).isEqualTo(train.get(anchor));
  }

  @Test
  void listsNameFiles() throws IOException {
    assertThat(trainPictures("--no-evaluation")).isZero();
    List<String> train = embed(folder.resolve("train.npy"), "--train");
    List<String> test = embed(folder.resolve("test.npy"), "--test");
    List<String> cats = train.stream().filter(id -> id.startsWith("cats")).toList();
    List<String> dogs = train.stream().filter(id -> id.startsWith("dogs")).toList();
    Path list = folder.resolve("list.csv");
    Files.writeString(
        list,
        "anchor,positive,negative\n\"%s\",\"%s\",\"%s\"\n0,\"%s\",\"%s\"\n"
            .formatted(cats.get(0), cats.get(1), dogs.get(0), cats.get(2), dogs.get(1)));
    String[] args = {
      "train", pictures.toString(), "--triplets", list.toString(), "--epochs", "1", "--out", ""
    };
    args[7] = folder.resolve("listed").toString();
    assertThat(run(args)).as(err.toString()).isZero();
    Files.writeString(list, "\"%s\",1,2\n".formatted(test.get(0)));
    args[7] = folder.resolve("refused").toString();
    assertRefused(
        1, "'%s', expected an example of this part of the data".formatted(test.get(0)), args);
    Files.writeString(
        list, "\"%s\",\"%s\"\n1,\"%s\"\n".formatted(test.get(0), test.get(1), test.get(2)));
    assertThat(run("evaluate", model, "--pairs", list.toString(), "--json")).isZero();
  }

  @Test
  void pairsOfEmbeddingsNameFilesWhereTheyAreBeside() throws IOException {
    assertThat(trainPictures("--no-evaluation")).isZero();
    Path npy = folder.resolve("e.npy");
    embed(npy);
    Path list = folder.resolve("list.csv");
    Files.writeString(
        list, "\"cats/1, a.png\",\"cats/2, a.png\"\n\"cats/1, a.png\",\"dogs/2, a.png\"\n3,25\n");
    String[] args = {
      "evaluate",
      "--embeddings",
      npy.toString(),
      "--labels",
      folder.resolve("e.labels.npy").toString(),
      "--pairs",
      list.toString(),
      "--json"
    };
    assertThat(run(args)).as(err.toString()).isZero();
    assertThat(JSON.readTree(out.toString()).get("pairs").asInt()).isEqualTo(3);
    Files.writeString(folder.resolve("e.ids.txt"), "one\n");
    assertRefused(1, "1 ids for the 30 rows of", args);
  }

  @Test
  void aModelKnowsItsData() throws IOException {
    assertThat(trainPictures("--no-evaluation", "--test-fraction", "0.4", "--grey")).isZero();
    JsonNode config = JSON.readTree(Files.readString(folder.resolve("run/config.json")));
    assertThat(config.get("image_size").asString()).isEqualTo("8x8");
    assertThat(config.get("colors").asString()).isEqualTo("gray");
    assertThat(config.get("skip_unreadable").asBoolean()).isFalse();
    assertThat(config.get("resampling").asString()).contains("triangle");
    assertThat(run("evaluate", model, "--no-pictures")).isZero();
    assertThat(out.toString())
        .contains(pictures + ": 8 x 8, 3 classes (cats dogs mice), 18 training and 12 test")
        .doesNotContain("are not those");
    assertThat(run("evaluate", model, "--no-pictures", "--test-fraction", "0.2")).isZero();
    assertThat(out.toString()).contains("24 training and 6 test").contains("are not those");
    Files.delete(pictures.resolve("cats/3, a.png"));
    assertThat(run("evaluate", model, "--json")).isZero();
    assertThat(err.toString()).contains("are not those that the model was trained on");
    Files.move(pictures, folder.resolve("elsewhere"));
    assertRefused(2, "which is not here: name the DATA to take", "evaluate", model);
    assertRefused(2, "which is not here: name the DATA to take", "embed", model, "--index", "0");
    assertThat(run("evaluate", model, folder.resolve("elsewhere").toString(), "--json")).isZero();
  }

  @Test
  void picturesBecomeWhatTheModelTakes() throws IOException {
    assertThat(trainPictures("--no-evaluation", "--image-size", "6x5")).isZero();
    BufferedImage color = new BufferedImage(20, 30, BufferedImage.TYPE_INT_RGB);
    color.setRGB(3, 3, 0xff0000);
    Path other = folder.resolve("other/birds/1.png");
    Files.createDirectories(other.resolveSibling(""));
    ImageIO.write(color, "png", other.toFile());
    assertThat(run("embed", model, folder.resolve("other").toString(), "--example", "birds/1.png"))
        .as(err.toString())
        .isZero();
  }

  @Test
  void olderModelsHaveNoOrigin() throws IOException {
    assertThat(train("run", "--no-pictures", "--no-evaluation")).isZero();
    ModelFile file = ModelFile.read(Path.of(model));
    Provenance now = file.provenance();
    assertThat(now.origin()).isEmpty(); // nothing to choose in a folder of IDX files
    assertThat(run("embed", model, "--index", "train/5")).isZero();
    String one = out.toString();
    assertThat(run("embed", model, data(), "--index", "5")).isZero();
    assertThat(out.toString()).isEqualTo(one);
    assertThat(run("embed", model, data(), "--test", "--index", "test/5")).isZero();
  }

  @Test
  void tripletsSaysWhichTheyAre() {
    Path png = folder.resolve("t.png");
    assertThat(run("triplets", pictures.toString(), "--count", "3", "--out", png.toString()))
        .isZero();
    assertThat(out.toString())
        .contains("30 examples")
        .containsPattern("(?m)^(\\w+)/\\d, a.png, \\1/\\d, a.png, \\w+/\\d, a.png$");
  }

  @Test
  void whatIsNoFolderOfDataIsSaidToBeNone() throws IOException {
    Path text = Files.writeString(folder.resolve("data.doc"), "1,2\n");
    assertRefused(2, "data.doc': a file; expected mnist,", "train", text.toString());
    Path zip = Files.writeString(folder.resolve("data.zip"), "PK");
    assertRefused(2, "an archive, to be unpacked first", "train", zip.toString());
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertRefused(2, "a folder without pictures in folders", "train", empty.toString());
    assertRefused(2, "no such folder; expected mnist,", "triplets", folder + "/nothing");
  }
}
