package io.tercet.image;

import io.tercet.data.DataException;
import io.tercet.parallel.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Does something to each of many files, on all threads; those that cannot be read end it. */
final class ParallelFiles {
  private final Workers workers;
  private final boolean skipUnreadable;

  /**
   * @param skipUnreadable whether files that cannot be read are noted instead
   */
  ParallelFiles(Workers workers, boolean skipUnreadable) {
    this.workers = workers;
    this.skipUnreadable = skipUnreadable;
  }

  /** What is done to file number {@code i}. */
  interface Work {
    void on(int i) throws IOException;
  }

  /**
   * @param unreadable receives a line for each file that cannot be read
   * @throws IOException of the first file that cannot be read, if it is not to be skipped
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
