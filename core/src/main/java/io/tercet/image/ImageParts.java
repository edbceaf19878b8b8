package io.tercet.image;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Detects folders that contain parts of a data set, {@code train} next to {@code val} or {@code
 * test}, instead of classes.
 */
final class ImageParts {
  private ImageParts() {}

  /** A message that names the folders to pass, or null if the folder has no such parts. */
  static @Nullable String found(Path folder) throws IOException {
    Path training = null;
    Path testing = null;
    boolean others = false;
    boolean nested = false;
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, Files::isDirectory)) {
      for (Path path : paths) {
        String name = Objects.requireNonNull(path.getFileName()).toString();
        if (FolderNames.isTrainingPart(name)) {
          training = path;
          nested |= hasFolders(path);
        } else if (FolderNames.isTestPart(name)) {
          testing = testing == null || path.compareTo(testing) > 0 ? path : testing;
          nested |= hasFolders(path);
        } else {
          others |= !FolderNames.isSkipped(name);
        }
      }
    }
    // Without subfolders, and next to other folders, they may be classes of these names.
    if (training == null || testing == null || (!nested && others)) {
      return null;
    }
    return "%s: %s and %s in it are parts of a data set, not classes; pass %s for training and %s for evaluation (--test-folder)"
        .formatted(folder, training.getFileName(), testing.getFileName(), training, testing);
  }

  private static boolean hasFolders(Path folder) throws IOException {
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, Files::isDirectory)) {
      return paths.iterator().hasNext();
    }
  }
}
