package io.tercet.data.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tercet.data.DataException;
import io.tercet.data.Dataset;
import io.tercet.data.TrainTestSplit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFolderTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void readsImagesScaledAndLabelsAsClassNumbers() throws IOException {
    MnistFolders.write(folder, 6, 4);
    TrainTestSplit data = IdxFolder.read("mine", folder);
    assertThat(data.train().size()).isEqualTo(6);
    assertThat(data.test().size()).isEqualTo(4);
    assertThat(data.train().shape()).containsExactly(2, 2);
    assertThat(data.train().classNames()).containsExactly("3", "7");
    assertThat(data.train().labels()).containsExactly(0, 1, 0, 1, 0, 1);
    float[] features = new float[5];
    data.train().read(5, features, 1);
    assertThat(features).containsExactly(0, 1, 0, 0, 0);
  }

  @Test
  void namesWithADotAreReadToo() throws IOException {
    MnistFolders.write(folder, 6, 4);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = String.valueOf(file.getFileName());
        Files.move(file, folder.resolve(name.replace("-idx", ".idx")));
      }
    }
    assertThat(folder.resolve("train-images.idx3-ubyte")).exists();
    assertThat(folder.resolve("t10k-labels.idx1-ubyte.gz")).exists();
    assertThat(IdxFolder.isComplete(folder)).isTrue();
    assertThat(IdxFolder.read("mine", folder).train().size()).isEqualTo(6);
  }

  /** A label is a byte from 0 to 255. */
  @Test
  void labelsAreUnsigned() throws IOException {
    MnistFolders.write(folder, 6, 4);
    IdxWriter.write(
        folder.resolve("train-labels-idx1-ubyte"),
        IdxArray.of(
            IdxType.UNSIGNED_BYTE, List.of(6), new byte[] {(byte) 200, 3, 7, 3, 7, (byte) 255}));
    Dataset train = IdxFolder.read("mine", folder).train();
    assertThat(train.classNames()).containsExactly("3", "7", "200", "255");
    assertThat(train.labels()).containsExactly(2, 0, 1, 0, 1, 3);
  }

  @Test
  void namesTheFileThatIsMissing() throws IOException {
    MnistFolders.write(folder, 6, 4);
    Files.delete(folder.resolve("t10k-labels-idx1-ubyte.gz"));
    assertThat(IdxFolder.isComplete(folder)).isFalse();
    assertRefused(
        "none of t10k-labels-idx1-ubyte, t10k-labels-idx1-ubyte.gz, t10k-labels.idx1-ubyte,"
            + " t10k-labels.idx1-ubyte.gz found");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> IdxFolder.read("x", folder.resolve("none")))
        .withMessageEndingWith("none: no such folder");
  }

  @Test
  void refusesLabelsOutOfStepWithImages() throws IOException {
    MnistFolders.write(folder, 6, 4);
    writeLabels(5);
    assertRefused("5 labels for 6 images");
  }

  @Test
  void refusesLabelsWhereImagesShouldBe() throws IOException {
    MnistFolders.write(folder, 6, 4);
    Files.copy(
        folder.resolve("train-labels-idx1-ubyte"),
        folder.resolve("train-images-idx3-ubyte"),
        StandardCopyOption.REPLACE_EXISTING);
    assertRefused("rank 1, expected images: UNSIGNED_BYTE of rank 3");
  }

  @Test
  void refusesAFolderWithoutImages() throws IOException {
    MnistFolders.write(folder, 0, 4);
    assertRefused("holds no pixels");
  }

  private void writeLabels(int count) throws IOException {
    IdxWriter.write(
        folder.resolve("train-labels-idx1-ubyte"),
        IdxArray.of(IdxType.UNSIGNED_BYTE, List.of(count), new byte[count]));
  }

  private void assertRefused(String message) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> IdxFolder.read("mine", folder))
        .withMessageStartingWith(folder.toString())
        .withMessageContaining(message);
  }
}
