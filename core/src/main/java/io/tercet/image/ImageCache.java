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
 * A cache of decoded pixels in memory-mapped files, under a key that depends on the content of the
 * images. Files may be deleted at any time. Incomplete files of killed processes are deleted by the
 * next process that decodes: a file being filled is locked, and the lock ends with its process.
 *
 * @param folder the cache folder, or null to disable the cache
 */
record ImageCache(@Nullable Path folder) {
  private static final String PREFIX = ".decoding";
  private static final String SUFFIX = ".part";

  /**
   * A buffer to decode into.
   *
   * @param pixels the memory to fill
   * @param file the mapped file, or null for plain memory
   * @param channel holds the lock of the file
   */
  record Room(MemorySegment pixels, @Nullable Path file, @Nullable FileChannel channel) {}

  /** The pixels under a key, or null if not cached. */
  @Nullable MemorySegment find(String key, long bytes) throws IOException {
    if (folder == null || !Files.isRegularFile(folder.resolve(key))) {
      return null;
    }
    try (FileChannel file = FileChannel.open(folder.resolve(key))) {
      return file.size() == bytes ? file.map(MapMode.READ_ONLY, 0, bytes, Arena.ofAuto()) : null;
    }
  }

  /**
   * Allocates a buffer for images: in a file if the disk has twice the space, else in memory.
   *
   * @param each bytes of an image
   * @throws DataException if neither has space
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
        return inMemory(count, bytes); // the folder is not writable
      }
    }
    return inMemory(count, bytes);
  }

  private static Room inMemory(int count, long bytes) throws DataException {
    try {
      return new Room(Arena.ofAuto().allocate(bytes), null, null);
    } catch (OutOfMemoryError e) {
      throw new DataException(
          "%,d images take %,d MB at this size, more than disk or memory have: expected a smaller size (--image-size)"
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

  /** Deletes incomplete files of processes that ended early. */
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
      return false; // in use by this or another process
    }
  }

  /** Stores the pixels under a key. */
  void keep(Room room, String key) throws IOException {
    if (room.file != null && folder != null) {
      room.pixels.force();
      try {
        Files.move(room.file, folder.resolve(key), StandardCopyOption.REPLACE_EXISTING);
      } catch (NoSuchFileException e) {
        return; // the cache was cleared meanwhile; the mapping stays valid
      }
    }
  }

  /** Discards the file; the pixels stay valid as long as they are referenced. */
  void drop(Room room) throws IOException {
    if (room.channel != null) {
      room.channel.close();
    }
    if (room.file != null) {
      Files.deleteIfExists(room.file);
    }
  }
}
