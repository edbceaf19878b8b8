package io.tercet.app.cli.console;

import io.tercet.data.catalog.DownloadListener;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Shows a download: a progress bar on a terminal, else one line per file. */
public final class DownloadProgress implements DownloadListener, AutoCloseable {
  private final PrintWriter out;
  private String file = "";
  private @Nullable ProgressLine bar;

  public DownloadProgress(PrintWriter out) {
    this.out = out;
  }

  @Override
  public synchronized void progressed(String name, long bytes, long total) {
    if (!name.equals(file)) {
      close();
      file = name;
      if (Terminal.isInteractive()) {
        bar = new ProgressLine(name, total, " KB", 1024);
      } else {
        out.println("Downloading " + name);
      }
    }
    if (bar != null) {
      bar.stepTo(bytes);
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
