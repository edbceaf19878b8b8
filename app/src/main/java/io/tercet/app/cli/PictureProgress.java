package io.tercet.app.cli;

import io.tercet.image.PictureListener;
import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** Shows how reading pictures goes: a bar on a terminal, else one line. */
final class PictureProgress implements PictureListener, AutoCloseable {
  private final PrintWriter out;
  private @Nullable ProgressBar bar;
  private boolean said;

  PictureProgress(PrintWriter out) {
    this.out = out;
  }

  @Override
  public synchronized void progressed(int done, int total) {
    if (!said && !Terminal.isInteractive()) {
      out.printf("Reading %,d pictures%n", total);
      out.flush();
    } else if (!said) {
      bar = new ProgressBarBuilder().setTaskName("Reading").setInitialMax(total).build();
    }
    said = true;
    if (bar != null) {
      bar.stepTo(Math.max(done, bar.getCurrent()));
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
