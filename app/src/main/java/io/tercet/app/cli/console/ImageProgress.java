package io.tercet.app.cli.console;

import io.tercet.image.ImageListener;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows the progress of reading images: a progress bar on a terminal, else one line. */
public final class ImageProgress implements ImageListener, AutoCloseable {
  private final PrintWriter out;
  private @Nullable ProgressLine bar;
  private boolean said;
  private int most;

  public ImageProgress(PrintWriter out) {
    this.out = out;
  }

  @Override
  public synchronized void progressed(int done, int total) {
    if (!said && !Terminal.isInteractive()) {
      out.printf(Locale.ROOT, "Reading %,d images%n", total);
      out.flush();
    } else if (!said) {
      bar = new ProgressLine("Reading", total);
    }
    said = true;
    if (bar != null) {
      most = Math.max(done, most);
      bar.stepTo(most);
    }
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
