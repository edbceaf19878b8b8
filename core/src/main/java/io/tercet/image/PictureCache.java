package io.tercet.image;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Decoded pixels in files that are mapped into memory, under a key that depends on the content of
 * the pictures: where a picture changes, so does the key. Files that are no longer wanted may be
 * deleted at any time.
 *
 * @param folder where the files are, or null to keep none
 */
record PictureCache(@Nullable Path folder) {

  /**
   * Room to decode into.
   *
   * @param pixels to be filled
   * @param file what it is mapped from, or null if it is memory alone
   */
  record Room(MemorySegment pixels, @Nullable Path file) {}

  /** The pixels under a key, or null if they are not there. */
  @Nullable MemorySegment find(String key, long bytes) throws IOException {
    if (folder == null || !Files.isRegularFile(folder.resolve(key))) {
      return null;
    }
    try (FileChannel file = FileChannel.open(folder.resolve(key))) {
      return file.size() == bytes ? file.map(MapMode.READ_ONLY, 0, bytes, Arena.ofAuto()) : null;
    }
  }

  /** Room of that size: in a file if the disk has twice as much left, else in memory. */
  Room room(long bytes) {
    if (folder != null) {
      try {
        Files.createDirectories(folder);
        if (Files.getFileStore(folder).getUsableSpace() > 2 * bytes) {
          return mapped(Files.createTempFile(folder, ".decoding", ".part"), bytes);
        }
      } catch (IOException e) {
        return new Room(Arena.ofAuto().allocate(bytes), null); // nothing can be kept there
      }
    }
    return new Room(Arena.ofAuto().allocate(bytes), null);
  }

  private static Room mapped(Path path, long bytes) throws IOException {
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return new Room(file.map(MapMode.READ_WRITE, 0, bytes, Arena.ofAuto()), path);
    }
  }

  /** Puts the pixels under a key. */
  void keep(Room room, String key) throws IOException {
    if (room.file != null && folder != null) {
      room.pixels.force();
      Files.move(room.file, folder.resolve(key), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Keeps nothing of it; the pixels stay as long as they are referred to. */
  void drop(Room room) throws IOException {
    if (room.file != null) {
      Files.deleteIfExists(room.file);
    }
  }
}
