package io.tercet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Folders of pictures as people have them, as the commands answer to them. */
class FoldersAsTheyAreTest extends CommandLineTester {
  private Path pictures = Path.of("");

  @BeforeEach
  void writePictures() throws IOException {
    pictures = folder.resolve("pictures");
    for (int i = 0; i < 20; i++) {
      write(i % 2 == 0 ? "upper" : "lower", i, 12, 8);
    }
  }

  private void write(String name, int number, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int x = 0; x < width; x++) {
      image.getRaster().setSample(x, name.endsWith("upper") ? 1 : 6, 0, 100 + number);
      image.getRaster().setSample(x, number % 8, 0, 60);
    }
    Path file = pictures.resolve(name).resolve(number + ".png");
    Files.createDirectories(file.resolveSibling(""));
    ImageIO.write(image, "png", file.toFile());
  }

  private int train(Path data, String... options) {
    String[] args = new String[options.length + 10];
    String[] first = {
      "train",
      data.toString(),
      "--out",
      folder.resolve("run").toString(),
      "--epochs",
      "1",
      "--batch-size",
      "8",
      "--recipe",
      "classic"
    };
    System.arraycopy(first, 0, args, 0, first.length);
    System.arraycopy(options, 0, args, first.length, options.length);
    return run(args);
  }

  @Test
  void testImagesThatWereTrainedOnAreCounted() throws IOException {
    for (int i = 0; i < 20; i += 4) {
      Path copy = pictures.resolve("upper/copy of " + i + ".png");
      Files.copy(pictures.resolve("upper/" + i + ".png"), copy);
    }
    Path test = folder.resolve("test");
    Files.createDirectories(test.resolve("upper"));
    Files.copy(pictures.resolve("upper/0.png"), test.resolve("upper/other name.png"));
    Files.copy(pictures.resolve("upper/0.png"), test.resolve("upper/once more.png"));
    Files.write(
        test.resolve("upper/new.pgm"), new byte[] {'P', '5', ' ', '1', ' ', '1', ' ', '9', ' ', 5});
    assertThat(train(pictures, "--test-folder", test.toString(), "--no-evaluation")).isZero();
    assertThat(out.toString())
        .contains(
            "Duplicates: 2 of 3 test pictures are also among the training pictures, byte for byte");
    JsonNode config = JSON.readTree(Files.readString(folder.resolve("run/config.json")));
    assertThat(config.get("test_pictures_also_in_training").asInt()).isEqualTo(2);
  }

  @Test
  void whereThereAreNoneNothingIsSaid() throws IOException {
    assertThat(train(pictures, "--no-evaluation")).isZero();
    assertThat(out.toString()).doesNotContain("Duplicates");
    JsonNode config = JSON.readTree(Files.readString(folder.resolve("run/config.json")));
    assertThat(config.get("test_pictures_also_in_training").asInt()).isZero();
  }

  @Test
  void largePicturesOfOneSizeAreScaledAndSaidSo() throws IOException {
    Path photos = folder.resolve("photos");
    pictures = photos;
    for (int i = 0; i < 20; i++) {
      write(i % 2 == 0 ? "upper" : "lower", i, 640, 480);
    }
    assertThat(train(photos, "--no-evaluation")).isZero();
    assertThat(out.toString())
        .contains("Images of 640x480 pixels are scaled to 64x64; --image-size sets another size")
        .contains("photos: 64 x 64, 2 classes");
  }

  @Test
  void partsOfADataSetAreAnsweredWithWhatIsMeant() throws IOException {
    Path whole = folder.resolve("whole");
    pictures = whole;
    for (int i = 0; i < 8; i++) {
      write("train/" + (i % 2 == 0 ? "upper" : "lower"), i, 12, 8);
      write("val/" + (i % 2 == 0 ? "upper" : "lower"), i, 12, 8);
    }
    assertThat(train(whole)).isEqualTo(2);
    Path training = whole.resolve("train");
    Path testing = whole.resolve("val");
    assertThat(err.toString())
        .contains(
            "%s: train and val in it are parts of a data set, not classes; pass %s for training"
                .formatted(whole, training))
        .contains("%s for evaluation (--test-folder)".formatted(testing));
    assertThat(train(training, "--test-folder", testing.toString(), "--no-evaluation")).isZero();
    assertThat(out.toString()).contains("Duplicates: 8 of 8 test pictures");
  }

  @Test
  void deadLinksAreNamedAlsoWhereTheyAreAClass() throws IOException {
    Path dead = pictures.resolve("third");
    Files.createSymbolicLink(dead, Path.of("/gone/third"));
    assertThat(train(pictures)).isEqualTo(1);
    assertThat(err.toString()).contains(dead + ": a dangling link to /gone/third");
    assertThat(train(pictures, "--skip-unreadable", "--no-evaluation")).isZero();
    assertThat(out.toString())
        .contains("Left out: " + dead)
        .contains("Unreadable files left out: 1; pictures read: 20");
  }

  @Test
  void picturesWithoutClassesAreAnsweredWithWhatIsMeant() {
    Path upper = pictures.resolve("upper");
    assertThat(train(upper)).isEqualTo(1);
    assertThat(err.toString())
        .contains(upper + ": contains images directly (10), expected a subfolder for each class");
  }

  @Test
  void whatIsBuiltInGoesBeforeAFolderOfItsName() throws IOException {
    assertThat(DataFolder.ofSameName("mnist", folder)).isNull();
    Files.createDirectories(folder.resolve("mnist"));
    Files.createDirectories(folder.resolve("glyphs-36"));
    assertThat(DataFolder.ofSameName("mnist", folder))
        .isEqualTo("mnist is the data set of that name; for the folder here say ./mnist");
    assertThat(DataFolder.ofSameName("glyphs-36", folder)).contains("say ./glyphs-36");
    assertThat(DataFolder.ofSameName("pictures", folder)).isNull();
    assertThat(DataFolder.ofSameName("./mnist", folder)).isNull();
  }
}
