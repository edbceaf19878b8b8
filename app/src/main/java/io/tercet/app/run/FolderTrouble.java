package io.tercet.app.run;

import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with a run's folder while the run goes on: a full disk, a folder that somebody
 * deleted. The first is said at once, and the training goes on, for its model can be kept
 * elsewhere. Thread-safe.
 */
public final class FolderTrouble {
  private final PrintWriter out;
  private @Nullable IOException first;

  public FolderTrouble(PrintWriter out) {
    this.out = out;
  }

  /** Writes something. */
  public interface Work {
    void run() throws IOException;
  }

  /** Says what went wrong, if it is the first. */
  public synchronized void occurred(IOException trouble) {
    if (first == null) {
      first = trouble;
      out.println(
          "tercet: %s; not all of this run is recorded. It goes on and its model will be kept;"
                  .formatted(IoReason.line(trouble))
              + " Ctrl-C ends the training now.");
      out.flush();
    }
  }

  /** Does what may fail by such trouble. */
  public void attempt(Work work) {
    try {
      work.run();
    } catch (IOException e) {
      occurred(e);
    }
  }

  /** Whether there was none. */
  synchronized boolean isNone() {
    return first == null;
  }

  /** Throws the first, if there was any. */
  synchronized void throwFirst() throws IOException {
    if (first != null) {
      throw first;
    }
  }
}
