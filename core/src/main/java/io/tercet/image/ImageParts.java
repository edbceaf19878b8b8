package io.tercet.image;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Folders that hold pictures for training and for judging as people download them: {@code train}
 * beside {@code val} or {@code test}. These are no classes.
 */
final class ImageParts {
  private ImageParts() {}

  /** A line that says what to name instead, or null if the folder has no such parts. */
  static @Nullable String found(Path folder) throws IOException {
    Path training = null;
    Path judging = null;
    boolean others = false;
    boolean nested = false;
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, Files::isDirectory)) {
      for (Path path : paths) {
        String name = Objects.requireNonNull(path.getFileName()).toString();
        if (FolderNames.isTrainingPart(name)) {
          training = path;
          nested |= hasFolders(path);
        } else if (FolderNames.isJudgingPart(name)) {
          judging = judging == null || path.compareTo(judging) > 0 ? path : judging;
          nested |= hasFolders(path);
        } else {
          others |= !FolderNames.isLeftOut(name);
        }
      }
    }
    // Without classes within, and with other folders beside them, they may be what they are called.
    if (training == null || judging == null || (!nested && others)) {
      return null;
    }
    return "%s: %s and %s in it are parts of a data set and no classes; name %s for training and %s for judging (--test-folder)"
        .formatted(folder, training.getFileName(), judging.getFileName(), training, judging);
  }

  private static boolean hasFolders(Path folder) throws IOException {
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, Files::isDirectory)) {
      return paths.iterator().hasNext();
    }
  }
}
