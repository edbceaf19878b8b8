package io.tercet.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageCacheTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void whatKilledProgramsLeftIsSweptAndWhatIsInUseIsNot() throws IOException {
    ImageCache cache = new ImageCache(folder);
    Path left = Files.write(folder.resolve(".decoding123.part"), new byte[100]);
    Path kept = Files.write(folder.resolve("a0b1"), new byte[100]);
    ImageCache.Room first = cache.room(2, 10);
    assertThat(left).doesNotExist();
    assertThat(kept).exists();
    ImageCache.Room second = cache.room(3, 10);
    assertThat(first.file()).isNotNull().exists();
    assertThat(second.file()).isNotNull().exists();
    first.pixels().set(ValueLayout.JAVA_BYTE, 3, (byte) 7);
    cache.keep(first, "key");
    cache.drop(first);
    cache.drop(second);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(kept, folder.resolve("key"));
    }
    assertThat(Files.readAllBytes(folder.resolve("key"))).hasSize(20).contains((byte) 7);
  }

  @Test
  void pixelsThatFindNoFileAnyMoreStayInMemory() throws IOException {
    ImageCache cache = new ImageCache(folder);
    ImageCache.Room room = cache.room(1, 10);
    Path file = room.file();
    assertThat(file).isNotNull();
    Files.delete(file);
    cache.keep(room, "key");
    cache.drop(room);
    assertThat(room.pixels().byteSize()).isEqualTo(10);
    assertThat(folder).isEmptyDirectory();
  }
}
