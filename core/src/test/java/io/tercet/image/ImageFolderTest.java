package io.tercet.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tercet.data.ByteImages;
import io.tercet.data.DataException;
import io.tercet.parallel.Workers;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void theClassIsThePathOfTheFolder() throws IOException {
    image("cats/siamese/2.png", 8, 6, 20);
    image("cats/siamese/1.png", 8, 6, 10);
    image("dogs/1.png", 8, 6, 30);
    image(".hidden/1.png", 8, 6, 0);
    Files.writeString(folder.resolve("notes.txt"), "beside the classes");
    ByteImages images = read(ImageOptions.DEFAULT).images();
    assertThat(images.classNames()).containsExactly("cats/siamese", "dogs");
    assertThat(images.shape()).containsExactly(6, 8);
    assertThat(images.labels()).containsExactly(0, 0, 1);
    assertThat(first(images, 0)).isEqualTo(10 / 255f);
    assertThat(first(images, 1)).isEqualTo(20 / 255f);
    assertThat(first(images, 2)).isEqualTo(30 / 255f);
  }

  @Test
  void picturesOfSeveralSizesAreScaled() throws IOException {
    image("a/1.png", 200, 100, 10);
    image("b/1.png", 30, 90, 20);
    ByteImages images = read(ImageOptions.DEFAULT).images();
    assertThat(images.shape()).containsExactly(64, 64);
    assertThat(first(images, 0)).isEqualTo(10 / 255f);
    ImageOptions wide = new ImageOptions(new ImageSize(12, 5), false, false);
    assertThat(read(wide).images().shape()).containsExactly(5, 12);
  }

  @Test
  void colorsAreKeptUnlessGrayIsAskedFor() throws IOException {
    image("a/1.png", 4, 4, 10);
    BufferedImage red = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
    red.setRGB(0, 0, 0xff0000);
    save("b/1.png", red);
    assertThat(read(ImageOptions.DEFAULT).images().shape()).containsExactly(4, 4, 3);
    ByteImages gray = read(new ImageOptions(null, true, false)).images();
    assertThat(gray.shape()).containsExactly(4, 4);
    assertThat(first(gray, 1)).isEqualTo(76 / 255f);
  }

  @Test
  void unreadableFilesEndItOrAreNamed() throws IOException {
    image("a/1.png", 4, 4, 10);
    Files.writeString(folder.resolve("a/2.png"), "text");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(ImageOptions.DEFAULT))
        .withMessageContaining("2.png: an unknown format");
    ImageFolder.Content content = read(new ImageOptions(null, false, true));
    assertThat(content.images().size()).isEqualTo(1);
    assertThat(content.files()).containsExactly(folder.resolve("a/1.png"));
    assertThat(content.unreadable()).singleElement().asString().contains("2.png");
  }

  @Test
  void aTestFolderIsReadLikeTheTrainingPictures() throws IOException {
    image("train/a/1.png", 10, 10, 10);
    image("train/b/1.png", 10, 10, 20);
    image("test/b/1.png", 33, 22, 30);
    ByteImages train = folder("train").read().images();
    ByteImages test = folder("test").readLike(train).images();
    assertThat(test.shape()).isEqualTo(train.shape());
    assertThat(test.classNames()).isEqualTo(train.classNames());
    assertThat(test.label(0)).isEqualTo(1);
    image("test/c/1.png", 10, 10, 30);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> folder("test").readLike(train))
        .withMessageContaining("class 'c' is not among the training classes: a b");
  }

  @Test
  void anEmptyFolderIsNoFolderOfPictures() throws IOException {
    assertThat(ImageFolder.looksLikeOne(folder)).isFalse();
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(ImageOptions.DEFAULT))
        .withMessage(folder + ": no images, expected a subfolder of images for each class");
  }

  @Test
  void picturesAreDecodedOnceAndAgainWhenOneChanges(@TempDir Path cache) throws IOException {
    image("a/1.png", 8, 6, 10);
    image("b/1.png", 8, 6, 20);
    ByteImages first = cached(cache, ImageOptions.DEFAULT).images();
    Path kept = only(cache);
    assertThat(kept).hasBinaryContent(pixels(10, 20));
    Files.write(kept, pixels(11, 22)); // to see that it is read
    ByteImages second = cached(cache, ImageOptions.DEFAULT).images();
    assertThat(first(second, 0)).isEqualTo(11 / 255f);
    assertThat(first(second, 1)).isEqualTo(22 / 255f);
    assertThat(second.labels()).isEqualTo(first.labels());
    image("b/1.png", 8, 6, 30);
    assertThat(first(cached(cache, ImageOptions.DEFAULT).images(), 1)).isEqualTo(30 / 255f);
    Files.write(kept, new byte[5]); // damaged
    image("b/1.png", 8, 6, 20);
    assertThat(first(cached(cache, ImageOptions.DEFAULT).images(), 1)).isEqualTo(20 / 255f);
  }

  @Test
  void nothingIsKeptWhereAPictureCannotBeRead(@TempDir Path cache) throws IOException {
    image("a/1.png", 8, 6, 10);
    image("a/2.png", 8, 6, 20);
    byte[] whole = Files.readAllBytes(folder.resolve("a/1.png"));
    Files.write(folder.resolve("a/1.png"), Arrays.copyOf(whole, whole.length - 30));
    ImageFolder.Content content = cached(cache, new ImageOptions(null, false, true));
    assertThat(content.unreadable()).hasSize(1);
    assertThat(content.files()).containsExactly(folder.resolve("a/2.png"));
    assertThat(first(content.images(), 0)).isEqualTo(20 / 255f);
    assertThat(cache).isEmptyDirectory();
  }

  @Test
  void aCacheThatCannotBeWrittenToIsDoneWithout() throws IOException {
    image("a/1.png", 8, 6, 10);
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(first(cached(file, ImageOptions.DEFAULT).images(), 0)).isEqualTo(10 / 255f);
  }

  private ImageFolder.Content cached(Path cache, ImageOptions options) throws IOException {
    try (Workers workers = new Workers(2)) {
      return new ImageFolder(folder, options, cache, workers, ImageListener.NONE).read();
    }
  }

  private static Path only(Path cache) throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      List<Path> found = files.toList();
      assertThat(found).hasSize(1);
      return found.getFirst();
    }
  }

  private static byte[] pixels(int... levels) {
    byte[] pixels = new byte[levels.length * 48];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) levels[i / 48];
    }
    return pixels;
  }

  private static float first(ByteImages images, int index) {
    float[] features = new float[images.features()];
    images.read(index, features, 0);
    return features[0];
  }

  private ImageFolder folder(String name) {
    return new ImageFolder(
        folder.resolve(name), ImageOptions.DEFAULT, null, new Workers(2), ImageListener.NONE);
  }

  private ImageFolder.Content read(ImageOptions options) throws IOException {
    try (Workers workers = new Workers(2)) {
      return new ImageFolder(folder, options, null, workers, ImageListener.NONE).read();
    }
  }

  private void image(String name, int width, int height, int level) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < width * height; i++) {
      image.getRaster().setSample(i % width, i / width, 0, level);
    }
    save(name, image);
  }

  private void save(String name, BufferedImage image) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(Objects.requireNonNull(path.getParent()));
    ImageIO.write(image, "png", path.toFile());
  }
}
