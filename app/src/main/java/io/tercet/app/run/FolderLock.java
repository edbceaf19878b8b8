package io.tercet.app.run;

import io.tercet.data.DataException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to write into a run's folder, which one process has at a time: a lock on the file
 * {@value #NAME} in it. The operating system takes it from a process that ends, however it ends.
 * Where a file system has no locks, everybody gets it.
 */
final class FolderLock implements AutoCloseable {
  static final String NAME = ".tercet-lock";

  /** A lock belongs to a process: to open and close its file would give it back. */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the lock of a folder that exists.
   *
   * @throws DataException if another process has it, or this one already
   */
  static FolderLock take(Path folder) throws IOException {
    Path file = folder.toRealPath().resolve(NAME);
    if (!OWN.add(file)) {
      throw taken(folder);
    }
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isFree(channel)) {
        channel.close();
        throw taken(folder);
      }
      return new FolderLock(file, channel);
    } catch (IOException e) {
      OWN.remove(file);
      throw e;
    }
  }

  private static DataException taken(Path folder) {
    return new DataException(folder + ": another process is writing a run there");
  }

  private static boolean isFree(FileChannel channel) {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (IOException e) {
      return true; // no locks here
    }
  }

  /** Gives it back. The file goes first: whoever opens it later finds that it is another. */
  @Override
  public void close() throws IOException {
    try (channel) {
      Files.deleteIfExists(file);
    } finally {
      OWN.remove(file);
    }
  }
}
