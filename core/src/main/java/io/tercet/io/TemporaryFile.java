package io.tercet.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A hidden file in the folder of its target, {@code .name.UUID.part}. It is locked while it is
 * open, which distinguishes it from leftovers of killed processes; {@link #sweep} deletes those.
 * Not thread-safe; several may be open at once.
 */
public final class TemporaryFile implements AutoCloseable {
  static final String SUFFIX = ".part";

  private static final Pattern NAME =
      Pattern.compile("\\..+\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.part");
  private static final int ATTEMPTS = 3;

  /**
   * File locks belong to the process: opening and closing a file would release the lock of another
   * thread.
   */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel channel;
  private boolean moved;

  private TemporaryFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Creates a temporary file.
   *
   * @param target the target, in an existing folder
   * @throws IOException if it cannot be created
   */
  public static TemporaryFile beside(Path target) throws IOException {
    for (int attempt = 1; ; attempt++) {
      Path path =
          target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + SUFFIX);
      OWN.add(key(path));
      try {
        FileChannel channel =
            FileChannel.open(
                path,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        lock(channel);
        if (attempt == ATTEMPTS || Files.exists(path)) { // else another process swept it
          return new TemporaryFile(path, channel);
        }
        channel.close();
      } catch (Throwable thrown) {
        OWN.remove(key(path));
        throw thrown;
      }
    }
  }

  /** Locks a file; null if another process holds the lock or the file system has no locks. */
  private static @Nullable FileLock lock(FileChannel channel) {
    try {
      return channel.tryLock();
    } catch (IOException | OverlappingFileLockException e) {
      return null;
    }
  }

  private static Path key(Path path) {
    return path.toAbsolutePath().normalize();
  }

  /** Path of the temporary file. */
  public Path path() {
    return path;
  }

  /** The channel for reading and writing; open until {@link #close}. */
  public FileChannel channel() {
    return channel;
  }

  /** Moves the file to the target, replacing an existing file. */
  public void moveTo(Path target) throws IOException {
    try {
      Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(path, target, StandardCopyOption.REPLACE_EXISTING);
    }
    moved = true;
  }

  /** Deletes the file unless it was moved. */
  @Override
  public void close() throws IOException {
    try (channel) {
      if (!moved) {
        Files.deleteIfExists(path);
      }
    } finally {
      OWN.remove(key(path));
    }
  }

  /**
   * Deletes temporary files directly in a folder that no process is writing. Errors are ignored,
   * and so is a missing folder.
   */
  public static void sweep(Path folder) {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, ".*.part")) {
      for (Path path : found) {
        if (NAME.matcher(path.getFileName().toString()).matches()) {
          deleteIfLeft(path);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Harmless: the next start tries again.
    }
  }

  private static void deleteIfLeft(Path path) throws IOException {
    if (OWN.contains(key(path)) || !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      if (lock(channel) != null) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException e) {
      return; // moved to its target
    }
  }
}
