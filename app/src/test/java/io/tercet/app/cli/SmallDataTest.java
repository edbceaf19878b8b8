package io.tercet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Small data is evaluated as far as possible, and the rest is reported. */
class SmallDataTest extends CommandLineTester {
  private Path pictures(String name, int each, String... classes) throws IOException {
    Path all = folder.resolve(name);
    for (String one : classes) {
      for (int i = 0; i < each; i++) {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(i % 8, (one.charAt(0) - 'a' & 7), 0, 120 + 10 * i);
        Path file = all.resolve(one).resolve(i + ".png");
        Files.createDirectories(file.resolveSibling(""));
        ImageIO.write(image, "png", file.toFile());
      }
    }
    return all;
  }

  private void trainOn(Path data, String... options) throws IOException {
    String run = folder.resolve("run").toString();
    List<String> args = List.of("train", data.toString(), "--out", run, "--epochs", "1");
    assertThat(run(Stream.concat(args.stream(), Arrays.stream(options)).toArray(String[]::new)))
        .as(out + " " + err)
        .isZero();
    String report = Files.readString(folder.resolve("run/report.html"));
    assertThat(report).contains("are left out:").contains("<td class=\"n\">-</td>");
    assertThat(out.toString())
        .contains("are left out:")
        .doesNotContain("NaN")
        .doesNotContain("collapsed");
  }

  private JsonNode evaluate(String... options) {
    String model = folder.resolve("run/model.safetensors").toString();
    List<String> args = List.of("evaluate", model, "--json");
    assertThat(run(Stream.concat(args.stream(), Arrays.stream(options)).toArray(String[]::new)))
        .as(err.toString())
        .isZero();
    assertThat(err.toString()).contains("left out: verification needs pairs of both kinds");
    JsonNode figures = JSON.readTree(out.toString());
    assertThat(figures.has("roc_auc")).isFalse();
    assertThat(figures.has("lfw_accuracy")).isFalse();
    assertThat(figures.has("nmi")).isFalse();
    assertThat(figures.valueStream()).allMatch(JsonNode::isNumber);
    return figures;
  }

  @Test
  void oneTestExampleOfEachClass() throws IOException {
    trainOn(pictures("five", 5, "a-cats", "d-dogs", "g-mice"));
    assertThat(out.toString())
        .contains("12 training and 3 test examples")
        .contains("triplets need a class of at least 2 examples, found 3 classes of 1");
    JsonNode figures = evaluate();
    assertThat(figures.get("queries").asInt()).isEqualTo(3);
    assertThat(figures.has("spread")).isTrue();
    assertThat(run("evaluate", folder.resolve("run/model.safetensors").toString())).isZero();
    assertThat(out.toString()).contains("left out: clusters need two classes");
  }

  @Test
  void oneTestClass() throws IOException {
    Path test = pictures("test", 5, "d-dogs");
    trainOn(pictures("five", 5, "a-cats", "d-dogs"), "--test-folder", test.toString());
    assertThat(out.toString()).contains("triplets need examples of at least 2 classes, found 1");
    JsonNode figures = evaluate();
    assertThat(figures.get("queries").asInt()).isEqualTo(5);
  }

  @Test
  void oneTestExample() throws IOException {
    Path test = pictures("test", 1, "d-dogs");
    trainOn(
        pictures("five", 5, "a-cats", "d-dogs"),
        "--test-folder",
        test.toString(),
        "--recipe",
        "mlp");
    JsonNode figures = evaluate();
    assertThat(figures.get("queries").asInt()).isEqualTo(1);
    assertThat(figures.has("spread")).isFalse();
  }

  @Test
  void unseenClassesOfOneExampleEach() throws IOException {
    Path all = pictures("single", 1, "a", "b", "c", "d", "e", "f", "g", "h");
    trainOn(all, "--unseen-classes", "0.5", "--recipe", "mlp");
  }

  @Test
  void aReportTellsWhatWasDone() throws IOException {
    Path all = pictures("five", 5, "a-cats", "d-dogs", "g-mice");
    trainOn(all, "--recipe", "mlp", "--classes", "20", "--per-class", "4");
    String done = "3 classes x 4 examples (20 classes set: the data has no more)";
    assertThat(out.toString())
        .contains("Batches of " + done)
        .contains("Only 1 step of training, 1 an epoch")
        .contains("try --per-class 2, or --epochs 500.");
    assertThat(Files.readString(folder.resolve("run/report.html")))
        .contains(done + ", 1 steps an epoch")
        .contains("Only 1 step of training");
  }

  @Test
  void namesOfClassesAreBounded() throws IOException {
    String[] classes = new String[300];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = i + "-" + "long".repeat(30);
    }
    Path many = pictures("many", 3, classes);
    String run = folder.resolve("run").toString();
    assertThat(run("train", many.toString(), "--out", run, "--epochs", "1", "--per-class", "2"))
        .isZero();
    assertThat(out.toString().lines()).allMatch(line -> line.length() < 1000);
    assertThat(out.toString()).contains(" more), 600 training and 300 test");
    assertThat(Files.readString(folder.resolve("run/report.html")).lines())
        .allMatch(line -> line.length() < 3000 || line.contains("data:image"));
  }
}
