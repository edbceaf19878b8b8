package io.tercet.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tercet.data.DataException;
import io.tercet.parallel.Workers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders as people have them: by-products, links, parts of data sets, names in two forms. */
class ImageListingTest {
  private static final byte[] PGM = {'P', '5', ' ', '1', ' ', '1', ' ', '9', ' ', 5};

  @TempDir private Path folder = Path.of("");

  @Test
  void whatSystemsAndPeoplePutBesideIsLeftOutAndSaid() throws IOException {
    write("a/1.pgm", PGM);
    write("b/1.pgm", PGM);
    write("a/Thumbs.db", 1, 2, 3);
    write("a/desktop.ini", 1);
    write("b/readme.txt", 1);
    write("b/labels.CSV", 1);
    write("b/.DS_Store", 1);
    write("b/._1.pgm", 1);
    write("b/@eaDir/1.pgm/SYNOFILE_THUMB_M.jpg", 1);
    write("__MACOSX/a/._1.pgm", 1);
    write(".thumbnails/1.pgm", PGM);
    ImageFolder.Content content = read(ImageOptions.DEFAULT);
    assertThat(content.images().classNames()).containsExactly("a", "b");
    assertThat(content.files()).hasSize(2);
    assertThat(content.notes())
        .containsExactly(
            folder
                + ": skipped files that are not images: __MACOSX/, a/Thumbs.db, a/desktop.ini and 3"
                + " more");
  }

  @Test
  void aNoteThatIsAPictureIsOne() throws IOException {
    write("a/1.txt", PGM);
    ImageFolder.Content content = read(ImageOptions.DEFAULT);
    assertThat(content.files()).containsExactly(folder.resolve("a/1.txt"));
    assertThat(content.notes()).isEmpty();
  }

  @Test
  void whatMayBeAPictureIsNamed() throws IOException {
    write("a/1.pgm", PGM);
    write("a/2.heic", "\0\0\0\30ftypheic".getBytes(StandardCharsets.ISO_8859_1));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(ImageOptions.DEFAULT))
        .withMessageContaining("2.heic: HEIC or a film, expected an image");
  }

  @Test
  void linksThatLeadNowhereAreNamed() throws IOException {
    write("a/1.pgm", PGM);
    Path dead = folder.resolve("a/2.pgm");
    Files.createSymbolicLink(dead, Path.of("gone.pgm"));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(ImageOptions.DEFAULT))
        .withMessage(dead + ": a dangling link to gone.pgm");
    Path deadClass = folder.resolve("b");
    Files.createSymbolicLink(deadClass, Path.of("/nowhere/at/all"));
    ImageFolder.Content content = read(new ImageOptions(null, false, true));
    assertThat(content.files()).hasSize(1);
    assertThat(content.unreadable())
        .containsExactly(
            dead + ": a dangling link to gone.pgm",
            deadClass + ": a dangling link to /nowhere/at/all");
  }

  @Test
  void linksToFilesAndFoldersAreFollowedAndLoopsAreLeftOut(@TempDir Path elsewhere)
      throws IOException {
    Files.write(elsewhere.resolve("1.pgm"), PGM);
    Files.createSymbolicLink(folder.resolve("far"), elsewhere);
    write("near/1.pgm", PGM);
    Files.createSymbolicLink(folder.resolve("near/2.pgm"), elsewhere.resolve("1.pgm"));
    Path loop = folder.resolve("near/loop");
    Files.createSymbolicLink(loop, folder);
    ImageFolder.Content content = read(ImageOptions.DEFAULT);
    assertThat(content.images().classNames()).containsExactly("far", "near");
    assertThat(content.files()).hasSize(3);
    assertThat(content.notes()).containsExactly(loop + ": skipped, a link to a parent folder");
  }

  @Test
  void namesInTwoFormsAreOneClass() throws IOException {
    String composed = Normalizer.normalize("\u00e9t\u00e9", Normalizer.Form.NFC);
    String apart = Normalizer.normalize(composed, Normalizer.Form.NFD);
    write(composed + "/1.pgm", PGM);
    write(apart + "/2.pgm", PGM);
    write("hiver/1.pgm", PGM);
    ImageFolder.Content content = read(ImageOptions.DEFAULT);
    assertThat(content.images().classNames()).containsExactly("hiver", composed);
    assertThat(content.images().labels()).containsExactly(0, 1, 1);
  }

  @Test
  void picturesRightInTheFolderHaveNoClass() throws IOException {
    write("1.pgm", PGM);
    write("2.pgm", PGM);
    assertThat(ImageFolder.looksLikeOne(folder)).isTrue();
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(ImageOptions.DEFAULT))
        .withMessage(
            "%s: contains images directly (2), expected a subfolder for each class: %s"
                .formatted(folder, folder.resolve("CLASS").resolve("IMAGE")));
    write("a/1.pgm", PGM);
    assertThat(read(ImageOptions.DEFAULT).notes())
        .containsExactly(folder + ": skipped images directly in it (2), which have no class");
  }

  @ParameterizedTest
  @CsvSource({"train, val", "train, test", "Train, Validation", "training, testing"})
  void partsOfADataSetAreNoClasses(String training, String testing) throws IOException {
    write(training + "/cats/1.pgm", PGM);
    write(testing + "/cats/2.pgm", PGM);
    write("annotations/1.xml", 1);
    String line =
        "%s: %s and %s in it are parts of a data set, not classes; pass %s for training and %s for evaluation (--test-folder)"
            .formatted(
                folder, training, testing, folder.resolve(training), folder.resolve(testing));
    assertThat(ImageFolder.partsIn(folder)).isEqualTo(line);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(ImageOptions.DEFAULT))
        .withMessage(line);
  }

  @Test
  void classesThatAreCalledLikePartsMayBeClasses() throws IOException {
    write("train/1.pgm", PGM);
    write("bus/1.pgm", PGM);
    write("test/1.pgm", PGM);
    assertThat(ImageFolder.partsIn(folder)).isNull();
    assertThat(read(ImageOptions.DEFAULT).images().classNames())
        .containsExactly("bus", "test", "train");
  }

  @Test
  void filesAreHeldApartByTheirContent() throws IOException {
    write("a/1.pgm", PGM);
    write("b/1.pgm", PGM);
    write("b/2.pgm", 'P', '5', ' ', '1', ' ', '1', ' ', '9', ' ', 6);
    List<String> digests = read(ImageOptions.DEFAULT).digests();
    assertThat(digests).hasSize(3);
    assertThat(digests.get(0)).isEqualTo(digests.get(1)).isNotEqualTo(digests.get(2));
  }

  private ImageFolder.Content read(ImageOptions options) throws IOException {
    try (Workers workers = new Workers(2)) {
      return new ImageFolder(folder, options, null, workers, ImageListener.NONE).read();
    }
  }

  private void write(String name, int... content) throws IOException {
    byte[] bytes = new byte[content.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) content[i];
    }
    write(name, bytes);
  }

  private void write(String name, byte[] content) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(Objects.requireNonNull(path.getParent()));
    Files.write(path, content);
  }
}
