package io.tercet.app.cli;

import io.tercet.app.cli.option.UsageException;
import io.tercet.data.DataException;
import io.tercet.io.TemporaryFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Whether a file may be written, which is asked before anything is read: what is read is never
 * overwritten.
 */
final class Outputs {
  private Outputs() {}

  /**
   * Refuses a file that is an input, or lies in a folder that is one, links followed.
   *
   * @param inputs files and folders that are read; those that are not there do not count
   */
  static void requireNoInput(Path out, @Nullable Path... inputs) throws IOException {
    if (!Files.exists(out)) {
      return;
    }
    for (Path input : inputs) {
      if (input != null && Files.exists(input) && isIn(out, input)) {
        throw new UsageException(
            "--out: %s is there and is read as well, expected another file".formatted(out));
      }
    }
  }

  /**
   * Refuses a file that cannot be written, and deletes what killed processes left half written
   * beside it.
   *
   * @throws DataException if there is a folder in its place, or its own folder is not there or
   *     takes no files
   */
  static void requireWritable(Path out) throws DataException {
    if (Files.isDirectory(out)) {
      throw new DataException("--out: %s is a folder, expected a file".formatted(out));
    }
    requireTakesFiles(out.toAbsolutePath().resolveSibling(""), out);
  }

  /**
   * The same of a folder that need not be there yet.
   *
   * @throws DataException if there is a file in its place, or it takes no files, or, where it is
   *     still to be made, the one that it is made in
   */
  static void requireWritableFolder(Path out) throws DataException {
    Path there = out.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    requireTakesFiles(there, out);
  }

  /** Tries it: permissions do not tell of file systems that are read only. */
  private static void requireTakesFiles(Path folder, Path out) throws DataException {
    if (!Files.exists(folder)) {
      throw new DataException("--out: %s: there is no folder %s".formatted(out, folder));
    }
    if (!Files.isDirectory(folder)) {
      throw new DataException("--out: %s: %s is no folder".formatted(out, folder));
    }
    TemporaryFile.sweep(folder);
    try {
      TemporaryFile.beside(folder.resolve("tercet")).close();
    } catch (IOException e) {
      throw new DataException("--out: %s: %s cannot be written to".formatted(out, folder), e);
    }
  }

  private static boolean isIn(Path out, Path input) throws IOException {
    return Files.isSameFile(out, input)
        || (Files.isDirectory(input) && out.toRealPath().startsWith(input.toRealPath()));
  }
}
