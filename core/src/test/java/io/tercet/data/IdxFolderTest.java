package io.tercet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFolderTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void readsImagesScaledAndLabelsAsClassNumbers() throws IOException {
    MnistFolders.write(folder, 6, 4);
    TrainTest data = IdxFolder.read("mine", folder);
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
  void namesTheFileThatIsMissing() throws IOException {
    MnistFolders.write(folder, 6, 4);
    Files.delete(folder.resolve("t10k-labels-idx1-ubyte.gz"));
    assertThat(IdxFolder.isComplete(folder)).isFalse();
    assertRefused("neither t10k-labels-idx1-ubyte nor t10k-labels-idx1-ubyte.gz is there");
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
