package io.tercet.app.cli;

import io.tercet.app.cli.option.UsageException;
import io.tercet.app.dashboard.DashboardServer;
import io.tercet.app.dashboard.RunsFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the dashboard listens. */
final class ServerOptions {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int MOST = 65_535;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description =
          "Where the dashboard listens. Default: 127.0.0.1; elsewhere it asks for a token.")
  private @Nullable String host;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port of the dashboard. Default: 0, any that is free.")
  private @Nullable Integer port;

  @Option(
      names = "--origin",
      paramLabel = "URL",
      description =
          "Address by which viewers come through a proxy, as https://tercet.example; the dashboard"
              + " then asks for a token.")
  private @Nullable String origin;

  @Option(names = "--open", description = "Open the dashboard in the browser.")
  private boolean open;

  /** Whether any of them was given. */
  boolean isGiven() {
    return host != null || port != null || origin != null || open;
  }

  /** Starts the server. */
  DashboardServer start(RunsFolder runs) throws IOException {
    int wanted = Objects.requireNonNullElse(port, 0);
    if (wanted < 0 || wanted > MOST) {
      throw new UsageException("--port: found %d, expected 0 to %d".formatted(wanted, MOST));
    }
    try {
      return DashboardServer.start(
          runs, Objects.requireNonNullElse(host, LOOPBACK), wanted, origin);
    } catch (IllegalArgumentException e) {
      throw new UsageException(Objects.requireNonNullElse(e.getMessage(), "--host"));
    }
  }

  /** Says where the server is, once there is something to see. */
  void announce(DashboardServer server, PrintWriter out) {
    out.println("Dashboard: " + server.link());
    server.proxyLink().ifPresent(link -> out.println("Through the proxy: " + link));
    out.flush();
    if (open && !Browser.open(server.link())) {
      out.println("No browser could be opened; the link above leads there.");
      out.flush();
    }
  }

  /** Waits until the process is ended from outside, or the thread interrupted. */
  static void serveUntilInterrupted() {
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      return; // the interrupt is what was waited for, and has no more to say
    }
  }
}
