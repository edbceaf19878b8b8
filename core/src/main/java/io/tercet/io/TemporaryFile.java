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
 * A hidden file beside the one that it becomes, {@code .name.UUID.part}. It is locked while it is
 * open, which tells it from one that a killed process left; {@link #sweep} deletes those. Not
 * thread-safe; several may be open at once.
 */
public final class TemporaryFile implements AutoCloseable {
  static final String SUFFIX = ".part";

  private static final Pattern NAME =
      Pattern.compile("\\..+\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.part");
  private static final int ATTEMPTS = 3;

  /** A lock belongs to a process: to open and close a file would take it from another thread. */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel channel;
  private boolean moved;

  private TemporaryFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Creates one.
   *
   * @param target what it becomes, in a folder that exists
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

  /** Locks a file; null if another process has it locked, or the file system has no locks. */
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

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** To read and write it; open until this is closed. */
  public FileChannel channel() {
    return channel;
  }

  /** Makes it the file that it was created for, in the place of one that is there. */
  public void moveTo(Path target) throws IOException {
    try {
      Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(path, target, StandardCopyOption.REPLACE_EXISTING);
    }
    moved = true;
  }

  /** Deletes it, unless it was moved. */
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
   * Deletes temporary files in a folder, though not below it, that no process is writing. What
   * cannot be deleted stays, and where there is no such folder nothing is done.
   */
  public static void sweep(Path folder) {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, ".*.part")) {
      for (Path path : found) {
        if (NAME.matcher(path.getFileName().toString()).matches()) {
          deleteIfLeft(path);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Nothing is lost: it is tried again at the next start.
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
      return; // became what it was written for
    }
  }
}
