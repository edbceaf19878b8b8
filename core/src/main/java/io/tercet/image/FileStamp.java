package io.tercet.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;

/**
 * What the file system tells of a file without reading it. A file with an equal stamp has not been
 * written since.
 *
 * @param bytes size of the file
 * @param modified time of the last modification, in nanoseconds since the epoch
 * @param changed time of the last change of the file's metadata (ctime), which programs cannot set,
 *     in nanoseconds since the epoch; equal to {@code modified} where the file system has none
 */
record FileStamp(long bytes, long modified, long changed) {
  /** Two writes within the resolution of the clock of a file system may have the same time. */
  private static final long RESOLUTION = TimeUnit.SECONDS.toNanos(2);

  static FileStamp of(Path file) throws IOException {
    BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
    long modified = nanos(found.lastModifiedTime());
    boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
    long changed =
        unix && Files.getAttribute(file, "unix:ctime") instanceof FileTime time
            ? nanos(time)
            : modified;
    return new FileStamp(found.size(), modified, changed);
  }

  private static long nanos(FileTime time) {
    return time.to(TimeUnit.NANOSECONDS);
  }

  /**
   * Whether a write after {@code now} is sure to change the stamp.
   *
   * @param now nanoseconds since the epoch
   */
  boolean isSettled(long now) {
    return Math.max(modified, changed) < now - RESOLUTION;
  }
}
