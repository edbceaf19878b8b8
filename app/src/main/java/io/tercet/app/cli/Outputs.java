package io.tercet.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Whether a file may be written: what is read is never overwritten. */
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

  private static boolean isIn(Path out, Path input) throws IOException {
    return Files.isSameFile(out, input)
        || (Files.isDirectory(input) && out.toRealPath().startsWith(input.toRealPath()));
  }
}
