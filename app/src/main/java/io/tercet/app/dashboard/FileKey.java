package io.tercet.app.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * Cache key of a file's state: content cached for a file is not used for another that replaced it.
 *
 * @param path path of the file
 * @param changed time of the last modification; null if the file is missing or inaccessible
 * @param size size in bytes
 * @param identity file key of the file system, if supported
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
