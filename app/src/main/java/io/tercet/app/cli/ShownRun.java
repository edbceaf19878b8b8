package io.tercet.app.cli;

import io.tercet.app.dashboard.DashboardServer;
import io.tercet.app.dashboard.RunsFolder;
import io.tercet.app.run.RunWatcher;
import io.tercet.app.run.TrainingRun;
import io.tercet.train.TrainingListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A run that is shown as a web page while it trains. */
final class ShownRun {
  private ShownRun() {}

  /** Stays after a run that began; one that could not begin leaves nothing to look at. */
  static int run(
      TrainingRun run,
      List<TrainingListener> listeners,
      RunsFolder shown,
      ServerOptions serverOptions,
      PrintWriter console)
      throws IOException {
    AtomicBoolean began = new AtomicBoolean();
    try (DashboardServer server = serverOptions.start(shown)) {
      RunWatcher watcher =
          (folder, control) -> {
            began.set(true);
            server.control(folder, control);
            serverOptions.announce(server, console);
          };
      try {
        return run.run(listeners, watcher);
      } catch (Throwable e) {
        if (began.get()) {
          console.println("tercet: " + Failures.line(e)); // it is thrown once all viewers left
        }
        throw e;
      } finally {
        server.release();
        if (began.get()) {
          console.println("The dashboard stays at " + server.link() + " until Ctrl-C.");
          console.flush();
          ServerOptions.serveUntilInterrupted();
        }
      }
    }
  }
}
