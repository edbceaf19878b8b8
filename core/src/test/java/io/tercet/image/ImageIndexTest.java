package io.tercet.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageIndexTest {
  private static final FileStamp OLD = new FileStamp(10, 1000, 2000);
  private static final ImageFile.Header HEADER =
      new ImageFile.Header(new ImageSize(7, 5), true, 1234, "abc");

  @TempDir private Path cache = Path.of("");
  private final Path pictures = Path.of("pictures");
  private final Path image = pictures.resolve("cats/1\tä\n.png");

  @Test
  void keepsHeadersOfFilesThatWereNotWrittenSince() {
    writeIndex();
    ImageIndex again = ImageIndex.read(pictures, cache);
    assertThat(again.find(image, OLD)).isEqualTo(HEADER);
    assertThat(again.find(image, new FileStamp(11, 1000, 2000))).isNull();
    assertThat(again.find(image, new FileStamp(10, 1001, 2000))).isNull();
    assertThat(again.find(image, new FileStamp(10, 1000, 2001))).isNull();
    assertThat(again.find(pictures.resolve("cats/2.png"), OLD)).isNull();
    assertThat(ImageIndex.read(Path.of("others"), cache).find(image, OLD)).isNull();
  }

  @Test
  void doesNotTrustStampsOfAMomentAgo() throws IOException {
    Path file = Files.write(cache.resolve("new.png"), new byte[3]);
    FileStamp stamp = FileStamp.of(file);
    assertThat(stamp.bytes()).isEqualTo(3);
    assertThat(stamp.isSettled(stamp.changed() + TimeUnit.SECONDS.toNanos(1))).isFalse();
    assertThat(stamp.isSettled(stamp.changed() + TimeUnit.SECONDS.toNanos(3))).isTrue();
    ImageIndex index = ImageIndex.read(pictures, cache);
    index.add(image, stamp, HEADER);
    index.write();
    assertThat(ImageIndex.read(pictures, cache).find(image, stamp)).isNull();
  }

  @Test
  void seesWritesThatRestoreTheTimeOfModification() throws IOException {
    Path file = Files.write(cache.resolve("same.png"), new byte[3]);
    FileStamp before = FileStamp.of(file);
    FileTime modified = Files.getLastModifiedTime(file);
    Files.write(file, new byte[] {1, 2, 3});
    Files.setLastModifiedTime(file, modified);
    boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
    assertThat(FileStamp.of(file).equals(before)).isEqualTo(!unix);
  }

  @Test
  void isEmptyIfDamaged() throws IOException {
    writeIndex();
    Path file;
    try (var files = Files.list(cache)) {
      file = files.findFirst().orElseThrow();
    }
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(ImageIndex.read(pictures, cache).find(image, OLD)).isNull();
    }
    for (int i = 0; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= 4;
      Files.write(file, changed);
      assertThat(ImageIndex.read(pictures, cache).find(image, OLD)).isNull();
    }
  }

  private void writeIndex() {
    ImageIndex index = ImageIndex.read(pictures, cache);
    index.add(image, OLD, HEADER);
    index.write();
  }
}
