package io.tercet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A folder of pictures, from training to embedding. */
class ImageFolderCommandsTest extends CommandLineTester {
  /** One pixel, lossless. */
  private static final String WEBP = "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==";

  private Path pictures = Path.of("");

  @BeforeEach
  void writePictures() throws IOException {
    pictures = folder.resolve("pictures");
    for (int i = 0; i < 40; i++) {
      BufferedImage image = new BufferedImage(10, 8, BufferedImage.TYPE_BYTE_GRAY);
      boolean upper = i % 2 == 0;
      for (int x = 0; x < 10; x++) {
        image.getRaster().setSample(x, upper ? 1 : 6, 0, 200 + i);
        image.getRaster().setSample(x, i % 8, 0, 60);
      }
      Path file = pictures.resolve(upper ? "lines/upper" : "lines/lower").resolve(i + ".png");
      Files.createDirectories(file.resolveSibling(""));
      ImageIO.write(image, "png", file.toFile());
    }
  }

  private int trainOnPictures(String name, String... options) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("train", pictures.toString(), "--out", folder.resolve(name).toString()));
    words.addAll(List.of("--epochs", "2"));
    words.addAll(List.of(options));
    if (!words.contains("--recipe")) {
      words.addAll(List.of("--recipe", "classic"));
    }
    return run(words.toArray(String[]::new));
  }

  @Test
  void trainsOnThemAndTheModelTakesThemIn() {
    assertThat(
            trainOnPictures(
                "run",
                "--batch-size",
                "20",
                "--test-fraction",
                "0.25",
                "--augment",
                "shift=1,flip"))
        .isZero();
    assertThat(out.toString())
        .contains("Reading 40 images")
        .contains("8 x 10, 2 classes (lines/lower lines/upper), 30 training and 10 test examples");
    String model = folder.resolve("run/model.safetensors").toString();
    assertThat(run("evaluate", model, pictures.toString(), "--json")).isZero();
    assertThat(JSON.readTree(out.toString()).has("precision_at_1")).isTrue();
    assertThat(run("embed", model, pictures.toString(), "--index", "3")).isZero();
    assertThat(run("embed", model, pictures.toString(), "--index", "3", "--image-size", "4x4"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("takes examples of shape [8, 10]");
  }

  @Test
  void aConvolutionalRecipeTrainsOnColors() throws IOException {
    BufferedImage red = new BufferedImage(10, 8, BufferedImage.TYPE_INT_RGB);
    red.setRGB(3, 3, 0xff0000);
    ImageIO.write(red, "png", pictures.resolve("lines/upper/red.png").toFile());
    assertThat(
            trainOnPictures(
                "run",
                "--recipe",
                "conv",
                "--classes",
                "2",
                "--per-class",
                "4",
                "--image-size",
                "24x20"))
        .isZero();
    assertThat(out.toString()).contains("20 x 24 x 3");
    String model = folder.resolve("run/model.safetensors").toString();
    assertThat(run("summary", model)).isZero();
    assertThat(out.toString())
        .contains("conv2d_1 (Conv2d, 3 x 3, relu)")
        .contains("[n, 18, 22, 32]");
  }

  @Test
  void readsWhatTheLibrariesAdd() throws IOException {
    Files.write(pictures.resolve("lines/upper/x.webp"), Base64.getDecoder().decode(WEBP));
    ByteArrayOutputStream pgm = new ByteArrayOutputStream();
    pgm.writeBytes("P5 2 2 255\n".getBytes(StandardCharsets.US_ASCII));
    pgm.writeBytes(new byte[] {1, 2, 3, 4});
    Files.write(pictures.resolve("lines/lower/x.pgm"), pgm.toByteArray());
    ByteArrayOutputStream ppm = new ByteArrayOutputStream();
    ppm.writeBytes("P6 1 1 255\n".getBytes(StandardCharsets.US_ASCII));
    ppm.writeBytes(new byte[] {1, 2, 3});
    Files.write(pictures.resolve("lines/lower/x.ppm"), ppm.toByteArray());
    assertThat(trainOnPictures("run", "--batch-size", "20", "--no-evaluation")).isZero();
    assertThat(out.toString()).contains("Reading 43 images").contains("64 x 64 x 3");
  }

  @Test
  void whatCannotBeReadIsNamed() throws IOException {
    Path text = pictures.resolve("lines/upper/notes.png");
    Files.writeString(text, "no picture");
    assertThat(trainOnPictures("run")).isEqualTo(1);
    assertThat(err.toString()).contains(text + ": an unknown format");
    assertThat(folder.resolve("run")).doesNotExist();
    assertThat(trainOnPictures("run", "--skip-unreadable", "--batch-size", "20")).isZero();
    assertThat(out.toString())
        .contains("Left out: " + text)
        .contains("Unreadable files left out: 1; pictures read: 40");
    JsonNode config = JSON.readTree(Files.readString(folder.resolve("run/config.json")));
    assertThat(config.get("unreadable_files_left_out").asInt()).isEqualTo(1);
    assertThat(config.get("test_fraction").asDouble()).isEqualTo(0.2);
    assertThat(config.get("split_seed").asInt()).isEqualTo(1);
    assertThat(Files.readString(folder.resolve("run/report.html")))
        .contains("unreadable files left out");
  }

  @Test
  void evaluatesOnUnseenClasses() throws IOException {
    Path run = folder.resolve("run");
    assertThat(
            run(
                "train",
                "glyphs-6",
                "--unseen-classes",
                "0.34",
                "--epochs",
                "1",
                "--recipe",
                "mlp",
                "--classes",
                "4",
                "--no-pictures",
                "--out",
                run.toString()))
        .isZero();
    assertThat(out.toString())
        .containsPattern("4 classes \\(. . . .\\), .* test examples of 2 others \\(. .\\)")
        .contains("of classes not trained on, each with all others as reference");
    assertThat(
            JSON.readTree(Files.readString(run.resolve("config.json")))
                .get("unseen_classes_fraction")
                .asDouble())
        .isEqualTo(0.34);
    String model = run.resolve("model.safetensors").toString();
    assertThat(run("evaluate", model, "glyphs-6", "--unseen-classes", "0.34", "--json")).isZero();
    JsonNode figures = JSON.readTree(out.toString());
    assertThat(figures.has("centroid_accuracy")).isFalse();
    assertThat(figures.get("recall_at_1").asDouble()).isGreaterThan(0.9);
  }

  @Test
  void wrongOptionsAreRefused() {
    String folderName = pictures.toString();
    assertRefused(2, "--image-size: found '8'", "train", folderName, "--image-size", "8");
    assertRefused(2, "--image-size: found '0x8'", "train", folderName, "--image-size", "0x8");
    assertRefused(2, "--test-fraction: found 1.0", "train", folderName, "--test-fraction", "1");
    String inTwoParts = folder.resolve("data").toString();
    assertRefused(2, "--test-fraction: found 2.0", "triplets", inTwoParts, "--test-fraction", "2");
    assertRefused(
        2,
        "exclude each other",
        "train",
        folderName,
        "--test-folder",
        "x",
        "--test-fraction",
        "0.5");
    assertRefused(2, "--unseen-classes: found 0.0", "train", "glyphs", "--unseen-classes", "0");
    assertRefused(
        2, "of at least 4 classes, found 0.5 of 2", "train", folderName, "--unseen-classes", ".5");
    assertRefused(
        2,
        "--unseen-classes excludes",
        "train",
        folderName,
        "--unseen-classes",
        "0.5",
        "--test-fraction",
        "0.5");
    assertRefused(1, "no such file or folder", "train", folderName, "--test-folder", "x");
    assertRefused(2, "--augment: found 'turn=3'", "train", folderName, "--augment", "turn=3");
    assertRefused(2, "expected a number for shift", "train", folderName, "--augment", "shift=a");
    assertRefused(2, "scale: found 2.0, expected 0", "train", folderName, "--augment", "scale=2");
    assertRefused(2, "--schedule: found 'x'", "train", folderName, "--schedule", "x");
    assertRefused(
        1,
        "does not fit into images",
        "train",
        folderName,
        "--recipe",
        "conv",
        "--classes",
        "2",
        "--out",
        folder.resolve("never").toString());
    assertThat(folder.resolve("never")).doesNotExist();
  }

  @Test
  void drawsWhatTrainingSees() throws IOException {
    Path plain = folder.resolve("plain.png");
    Path changed = folder.resolve("changed.png");
    assertThat(run("triplets", pictures.toString(), "--out", plain.toString())).isZero();
    assertThat(run("triplets", pictures.toString(), "--augmented", "--out", changed.toString()))
        .isZero();
    assertThat(Files.readAllBytes(changed)).isNotEqualTo(Files.readAllBytes(plain));
  }
}
