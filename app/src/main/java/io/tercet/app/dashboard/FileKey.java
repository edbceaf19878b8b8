package io.tercet.app.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * A file as it was at a time: what is known of it is not known of another that took its place.
 *
 * @param path where it is
 * @param changed when it was last written
 */
record FileKey(Path path, FileTime changed) {
  static FileKey of(Path path) throws IOException {
    return new FileKey(path, Files.getLastModifiedTime(path));
  }
}
