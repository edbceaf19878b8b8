package io.tercet.app.cli;

import io.tercet.app.cli.option.UsageException;
import io.tercet.data.catalog.DatasetCatalog;
import io.tercet.data.idx.IdxFolder;
import io.tercet.image.ImageFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder that is named as data: of pictures, or of IDX files. */
final class DataFolder {
  private static final List<String> ARCHIVES = List.of(".zip", ".tar", ".tgz", ".gz", ".7z");

  private DataFolder() {}

  /**
   * The folder of that name.
   *
   * @throws UsageException if there is none, or nothing that could be data is in it
   */
  static Path require(String name) throws IOException {
    Path folder = path(name);
    if (!Files.exists(folder)) {
      throw unusable(name, "no such folder");
    }
    if (!Files.isDirectory(folder)) {
      throw unusable(name, isArchive(name) ? "an archive, to be unpacked first" : "a file");
    }
    if (!hasPictures(folder) && !hasIdx(folder)) {
      throw unusable(name, "a folder without pictures in folders, and without IDX files");
    }
    return folder;
  }

  /**
   * A hint for a user who means a folder that has the name of a built-in data set, which goes
   * before it; null if there is no such folder.
   *
   * @param directory where folders are looked for
   */
  static @Nullable String ofSameName(String name, Path directory) {
    boolean builtIn = DataArgument.isBuiltIn(name);
    return builtIn && Files.isDirectory(directory.resolve(name))
        ? "%s is the data set of that name; for the folder here say ./%s".formatted(name, name)
        : null;
  }

  private static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw unusable(name, "no name of a folder");
    }
  }

  private static boolean isArchive(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return ARCHIVES.stream().anyMatch(lower::endsWith);
  }

  private static UsageException unusable(String name, String found) {
    return new UsageException(
        "data '%s': %s; expected %s, glyphs, glyphs-36, a folder with a folder of pictures for each class, a table (.csv, .tsv, .parquet, .jsonl, .npy), or a folder of IDX files in MNIST's naming"
            .formatted(name, found, String.join(", ", DatasetCatalog.titles())));
  }

  /** Whether it is read as pictures: not where all IDX files are there. */
  static boolean hasPictures(Path folder) throws IOException {
    return !IdxFolder.isComplete(folder) && ImageFolder.looksLikeOne(folder);
  }

  /** Whether any of the files is there: what else is missing is said when they are read. */
  private static boolean hasIdx(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.getFileName().toString().contains("ubyte"));
    }
  }
}
