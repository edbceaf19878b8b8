package io.tercet.app.run;

import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * Collects I/O errors of a run's folder during training, such as a full disk or a deleted folder.
 * The first one is printed at once; training continues, since its model can be saved elsewhere.
 * Thread-safe.
 */
public final class FolderTrouble {
  private final PrintWriter out;
  private @Nullable IOException first;

  public FolderTrouble(PrintWriter out) {
    this.out = out;
  }

  /** Work that writes to the folder. */
  public interface Work {
    void run() throws IOException;
  }

  /** Records an error, and prints it if it is the first. */
  public synchronized void occurred(IOException trouble) {
    if (first == null) {
      first = trouble;
      out.println(
          "tercet: %s; this run is not completely recorded. It continues and its model will be saved;"
                  .formatted(IoReason.line(trouble))
              + " Ctrl-C ends the training now.");
      out.flush();
    }
  }

  /** Runs work and records its I/O error. */
  public void attempt(Work work) {
    try {
      work.run();
    } catch (IOException e) {
      occurred(e);
    }
  }

  /** Whether there were no errors. */
  synchronized boolean isNone() {
    return first == null;
  }

  /** Throws the first error, if there was one. */
  synchronized void throwFirst() throws IOException {
    if (first != null) {
      throw first;
    }
  }
}
