package io.tercet.app.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * A file as it was at a time: what is known of it is not known of another that took its place.
 *
 * @param path where it is
 * @param changed when it was last written; null for a file that is not there or cannot be looked at
 * @param size in bytes
 * @param identity what the file system tells files of one name apart by, where it does
 */
record FileKey(Path path, @Nullable FileTime changed, long size, @Nullable Object identity) {
  static FileKey of(Path path) {
    try {
      var found = Files.readAttributes(path, BasicFileAttributes.class);
      return new FileKey(path, found.lastModifiedTime(), found.size(), found.fileKey());
    } catch (IOException e) {
      return new FileKey(path, null, 0, null);
    }
  }
}
