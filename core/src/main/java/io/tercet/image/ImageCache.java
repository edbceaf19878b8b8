package io.tercet.image;

import io.tercet.data.DataException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Decoded pixels in files that are mapped into memory, under a key that depends on the content of
 * the pictures: where a picture changes, so does the key. Files that are no longer wanted may be
 * deleted at any time. What a killed program has left half done is swept when the next one decodes:
 * a file that is being filled is locked, and the lock ends with its program.
 *
 * @param folder where the files are, or null to keep none
 */
record ImageCache(@Nullable Path folder) {
  private static final String PREFIX = ".decoding";
  private static final String SUFFIX = ".part";

  /**
   * Room to decode into.
   *
   * @param pixels to be filled
   * @param file what it is mapped from, or null if it is memory alone
   * @param channel holds the lock of the file
   */
  record Room(MemorySegment pixels, @Nullable Path file, @Nullable FileChannel channel) {}

  /** The pixels under a key, or null if they are not there. */
  @Nullable MemorySegment find(String key, long bytes) throws IOException {
    if (folder == null || !Files.isRegularFile(folder.resolve(key))) {
      return null;
    }
    try (FileChannel file = FileChannel.open(folder.resolve(key))) {
      return file.size() == bytes ? file.map(MapMode.READ_ONLY, 0, bytes, Arena.ofAuto()) : null;
    }
  }

  /**
   * Room for as many pictures: in a file if the disk has twice as much left, else in memory.
   *
   * @param each bytes of a picture
   * @throws DataException if there is neither
   */
  Room room(int count, long each) throws DataException {
    long bytes = count * each;
    if (folder != null) {
      try {
        Files.createDirectories(folder);
        sweep(folder);
        if (Files.getFileStore(folder).getUsableSpace() > 2 * bytes) {
          return mapped(Files.createTempFile(folder, PREFIX, SUFFIX), bytes);
        }
      } catch (IOException e) {
        return inMemory(count, bytes); // nothing can be kept there
      }
    }
    return inMemory(count, bytes);
  }

  private static Room inMemory(int count, long bytes) throws DataException {
    try {
      return new Room(Arena.ofAuto().allocate(bytes), null, null);
    } catch (OutOfMemoryError e) {
      throw new DataException(
          "%,d pictures take %,d MB in this size, which neither disk nor memory have: expected a smaller one (--image-size)"
              .formatted(count, bytes >> 20),
          e);
    }
  }

  private static Room mapped(Path path, long bytes) throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      file.tryLock();
      return new Room(file.map(MapMode.READ_WRITE, 0, bytes, Arena.ofAuto()), path, file);
    } catch (IOException | RuntimeException e) {
      file.close();
      Files.deleteIfExists(path);
      throw e;
    }
  }

  /** Deletes what programs that ended early were filling. */
  private static void sweep(Path folder) throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
      for (Path path : left) {
        if (isAbandoned(path)) {
          Files.deleteIfExists(path);
        }
      }
    }
  }

  private static boolean isAbandoned(Path path) {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE);
        FileLock lock = file.tryLock()) {
      return lock != null;
    } catch (IOException | OverlappingFileLockException e) {
      return false; // in use, by this program or another
    }
  }

  /** Puts the pixels under a key. */
  void keep(Room room, String key) throws IOException {
    if (room.file != null && folder != null) {
      room.pixels.force();
      try {
        Files.move(room.file, folder.resolve(key), StandardCopyOption.REPLACE_EXISTING);
      } catch (NoSuchFileException e) {
        return; // somebody emptied the cache; the pixels are mapped all the same
      }
    }
  }

  /** Keeps nothing of it; the pixels stay as long as they are referred to. */
  void drop(Room room) throws IOException {
    if (room.channel != null) {
      room.channel.close();
    }
    if (room.file != null) {
      Files.deleteIfExists(room.file);
    }
  }
}
