package io.tercet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tercet.model.ModelFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The command line as a user types it. */
class CliTest extends CommandLineTester {

  @Test
  void runLeavesAWholeFolder() throws IOException {
    assertThat(train("run")).isZero();
    Path run = folder.resolve("run");
    assertThat(out.toString())
        .contains("6 x 5, 4 classes (0 1 2 3), 600 training and 200 test examples")
        .containsPattern("epoch 3/3 {2}loss 0\\.\\d{4} {2}active +\\d+\\.\\d %")
        .containsPattern("untrained +[01]\\.\\d{4}")
        .containsPattern("trained +[01]\\.\\d{4}")
        .containsPattern("raw pixels +[01]\\.\\d{4}")
        .contains("Report: " + run.resolve("report.html"));
    JsonNode config = JSON.readTree(Files.readAllBytes(run.resolve("config.json")));
    assertThat(config.get("training").get("sampler").get("triplets").asInt()).isEqualTo(60);
    assertThat(config.get("data_digest").asString()).matches("[0-9a-f]{64}");
    List<String> metrics = Files.readAllLines(run.resolve("metrics.jsonl"));
    assertThat(metrics).hasSize(3);
    for (int i = 0; i < 3; i++) {
      JsonNode line = JSON.readTree(metrics.get(i));
      assertThat(line.get("epoch").asInt()).isEqualTo(i + 1);
      for (String name : List.of("loss", "active", "seconds", "triplets_per_second")) {
        assertThat(line.get(name).isNumber()).as(name).isTrue();
      }
    }
    assertThat(ModelFile.read(run.resolve("model.safetensors")).provenance().epochs()).isEqualTo(3);
    try (Stream<Path> pictures = Files.list(run.resolve("pictures"))) {
      assertThat(pictures.map(p -> p.getFileName().toString()).sorted())
          .containsExactly(
              "epoch-000.png", "epoch-001.png", "epoch-002.png", "epoch-003.png", "overview.png");
    }
    String report = Files.readString(run.resolve("report.html"));
    assertThat(report)
        .contains("data:image/png;base64,", "raw pixels", "Total parameters", "</html>")
        .doesNotContain("src=\"http", "href=\"http", "{{");
    assertNoTemporaryFiles(run);
  }

  private static void assertNoTemporaryFiles(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".part"));
    }
  }

  @Test
  void sameSeedSameModelFileOnAnyNumberOfThreads() throws IOException {
    assertThat(train("one", "--threads", "1", "--no-pictures", "--no-evaluation")).isZero();
    assertThat(train("two", "--threads", "2", "--no-pictures", "--no-evaluation")).isZero();
    assertThat(folder.resolve("two/model.safetensors"))
        .hasSameBinaryContentAs(folder.resolve("one/model.safetensors"));
    assertThat(folder.resolve("one/pictures")).doesNotExist();
    assertThat(out.toString()).doesNotContain("raw pixels");
  }

  @Test
  void embedPrintsOneAndWritesAll() throws IOException {
    train("run", "--no-pictures", "--no-evaluation", "--embedding-size", "3");
    String model = folder.resolve("run/model.safetensors").toString();
    Path npy = folder.resolve("e.npy");
    assertThat(run("embed", model, data(), "--index", "0", "--out", npy.toString())).isZero();
    String[] numbers = out.toString().lines().findFirst().orElse("").split(" ", -1);
    assertThat(numbers).hasSize(3);
    byte[] bytes = Files.readAllBytes(npy);
    assertThat(new String(bytes, 1, 5, StandardCharsets.US_ASCII)).isEqualTo("NUMPY");
    assertThat(new String(bytes, 10, 118, StandardCharsets.US_ASCII))
        .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (600, 3), }")
        .endsWith("\n");
    assertThat(bytes).hasSize(128 + 600 * 3 * 4);
    float first = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getFloat(128);
    assertThat(first).isEqualTo(Float.parseFloat(numbers[0]));
    assertThat(run("embed", model, data(), "--index", "600")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--index: found '600', expected the number of an example, 0 to 599");
    assertThat(run("embed", model, data())).isEqualTo(2);
  }

  @Test
  void tripletsAreDrawn() throws IOException {
    Path png = folder.resolve("t.png");
    assertThat(run("triplets", data(), "--count", "3", "--out", png.toString())).isZero();
    BufferedImage image = ImageIO.read(png.toFile());
    assertThat(image.getWidth()).isGreaterThan(600);
    assertThat(run("triplets", data(), "--count", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--count: found 0, expected 1 to 200");
  }

  @Test
  void summaryAndVersionAndHelp() {
    assertThat(run("summary", "--recipe", "classic")).isZero();
    assertThat(out.toString()).contains("50,240", "4,160", "Total parameters: 54,400");
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).contains("Tercet ", "JDK 2", "Kernels: SIMD");
    assertThat(run("help", "train")).isZero();
    assertThat(out.toString()).contains("--learning-rate", "classic");
    assertThat(run("train", "--help")).isZero();
  }

  @Test
  void allMistakesAreReportedTogether() {
    assertThat(
            run(
                "train",
                "--epochs",
                "0",
                "--margin",
                "wide",
                "--loss",
                "magic",
                "--recipe",
                "none",
                "--threads",
                "0",
                "--batch-size",
                "-1"))
        .isEqualTo(2);
    assertThat(err.toString().lines())
        .contains(
            "tercet: --epochs: found 0, expected at least 1",
            "tercet: --batch-size: found -1, expected 1 to 1048576",
            "tercet: --threads: found 0, expected 1 to 1024",
            "tercet: --loss: found 'magic', expected one of mean-square, batch-rms, triplet,"
                + " soft-triplet, contrastive, nt-xent,"
                + " n-pairs, supervised-contrastive, multi-similarity, circle, lifted-structure,"
                + " margin, learned-margin, fast-ap, proxy-anchor, proxy-nca, arcface, cosface",
            "tercet: --recipe: found 'none', expected one of classic, mlp, conv, table, pml-mnist",
            "See: tercet help train")
        .anyMatch(line -> line.contains("--margin") && line.contains("'wide'"))
        .hasSize(7);
  }

  @Test
  void unknownCommandsOptionsAndDataAreAnsweredInALine() {
    assertRefused(2, "tercet: no command 'trian'; did you mean 'train'?", "trian");
    assertRefused(2, "tercet: no command 'xyz'", "xyz");
    assertRefused(
        2, "tercet: Unknown option: '--epoch'; did you mean '--epochs'?", "train", "--epoch");
    assertRefused(2, "no such folder; expected mnist, fashion-mnist", "train", "nowhere");
    assertRefused(2, "glyphs-99: expected 2 to 36 classes", "train", "glyphs-99");
    assertRefused(2, "Missing command", new String[0]);
    assertRefused(1, "none.safetensors: no such file", "evaluate", "none.safetensors");
  }

  @Test
  void foldersThatCannotBeUsedAreNamedAndNothingIsLost() throws IOException {
    Path full = folder.resolve("full");
    Files.createDirectory(full);
    Files.writeString(full.resolve("precious"), "mine");
    assertThat(train("full")).isEqualTo(1);
    assertThat(err.toString()).contains("has files in it, expected a new or empty folder");
    assertThat(full.resolve("precious")).hasContent("mine");
    Files.writeString(folder.resolve("file"), "x");
    assertThat(train("file")).isEqualTo(1);
    assertThat(err.toString()).contains("exists and is not a folder");
    assertThat(train("file/below")).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void modelThatDoesNotFitTheDataIsRefused() throws IOException {
    train("run", "--no-pictures", "--no-evaluation");
    String model = folder.resolve("run/model.safetensors").toString();
    assertRefused(
        2,
        "takes examples of shape [6, 5], glyphs has shape [28, 28]",
        "evaluate",
        model,
        "glyphs");
    Path damaged = folder.resolve("damaged");
    byte[] bytes = Files.readAllBytes(Path.of(model));
    Files.write(damaged, Arrays.copyOf(bytes, bytes.length / 2));
    assertRefused(1, "damaged: truncated", "evaluate", damaged.toString(), data());
  }

  @Test
  void classicReachesItsFiguresOnRealMnist() throws IOException {
    assumeTrue(
        System.getenv("TERCET_DATA") != null,
        "TERCET_DATA is not set: tests on real MNIST are skipped");
    Path run = folder.resolve("mnist");
    assertThat(
            run(
                "train",
                "mnist",
                "--recipe",
                "classic",
                "--seed",
                "1",
                "--out",
                run.toString(),
                "--no-pictures"))
        .isZero();
    List<String> metrics = Files.readAllLines(run.resolve("metrics.jsonl"));
    assertThat(metrics).hasSize(10);
    assertThat(JSON.readTree(metrics.getLast()).get("loss").asDouble()).isLessThanOrEqualTo(0.035);
    String row = out.toString().lines().filter(l -> l.startsWith("trained")).findAny().orElse("");
    assertThat(Double.parseDouble(row.split(" +", -1)[2])).isGreaterThanOrEqualTo(0.90);
    assertThat(out.toString()).contains("Raw pixels classify better than this embedding");
  }
}
