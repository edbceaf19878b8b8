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
 * An exclusive lock on a run's folder: a lock on the file {@value #NAME} in it. The operating
 * system releases it when the process ends for any reason. On file systems without locks it always
 * succeeds.
 */
final class FolderLock implements AutoCloseable {
  static final String NAME = ".tercet-lock";

  /**
   * File locks belong to the process: opening and closing the file again would release the lock.
   */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Locks an existing folder.
   *
   * @throws DataException if it is locked by another process or by this one
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

  /**
   * Releases the lock. The file is deleted first, so that a process that opened it before notices
   * that it was replaced.
   */
  @Override
  public void close() throws IOException {
    try (channel) {
      Files.deleteIfExists(file);
    } finally {
      OWN.remove(file);
    }
  }
}
