package io.tercet.image;

import io.tercet.data.DataException;
import io.tercet.parallel.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Processes many files in parallel. */
final class ParallelFiles {
  private final Workers workers;
  private final boolean skipUnreadable;

  /**
   * @param skipUnreadable whether unreadable files are recorded instead of causing an error
   */
  ParallelFiles(Workers workers, boolean skipUnreadable) {
    this.workers = workers;
    this.skipUnreadable = skipUnreadable;
  }

  /** Processes file number {@code i}. */
  interface Work {
    void on(int i) throws IOException;
  }

  /**
   * @param unreadable receives one line for each unreadable file
   * @throws IOException for the first unreadable file, unless such files are skipped
   */
  void run(List<Path> files, List<String> unreadable, Work work) throws IOException {
    @Nullable IOException[] failures = new IOException[files.size()];
    workers.run(
        files.size(),
        i -> {
          try {
            work.on(i);
          } catch (IOException e) {
            failures[i] = e;
          }
        });
    for (int i = 0; i < failures.length; i++) {
      IOException failure = failures[i];
      if (failure != null && !skipUnreadable) {
        throw failure;
      }
      if (failure != null) {
        unreadable.add(line(files.get(i), failure));
      }
    }
  }

  private static String line(Path file, IOException e) {
    return e instanceof DataException && e.getMessage() != null
        ? e.getMessage()
        : "%s: cannot be read (%s)".formatted(file, e.getClass().getSimpleName());
  }
}
