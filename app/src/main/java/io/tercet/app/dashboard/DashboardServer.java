package io.tercet.app.dashboard;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.staticfiles.Location;
import io.tercet.app.run.RunControl;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Serves the dashboard page and the {@link Api}. The page and its libraries are served from the
 * class path; nothing is loaded from other hosts.
 */
public final class DashboardServer implements AutoCloseable {
  private static final int NOT_FOUND = 404;

  private final Api api;
  private final Guard guard;
  private final IndexPage page = IndexPage.load();
  private final SecurityHeaders headers = new SecurityHeaders(page.importMapDigest());
  private final Javalin server;

  private DashboardServer(RunsFolder runs, Address address) throws IOException {
    this.api = new Api(runs);
    this.guard = new Guard(address, this::port);
    this.server = Javalin.create(this::configure);
  }

  private int port() {
    return server.port();
  }

  /**
   * Starts a server.
   *
   * @param runs the runs to show
   * @param host name or address to listen on; other than loopback requires a token
   * @param port 0 for any free port
   * @param proxy URL of a reverse proxy, or null; requires a token
   * @throws IOException if the address is not available
   * @throws IllegalArgumentException if host or proxy is malformed
   */
  public static DashboardServer start(
      RunsFolder runs, String host, int port, @Nullable String proxy) throws IOException {
    Address address = Address.of(host, proxy);
    DashboardServer dashboard = new DashboardServer(runs, address);
    try {
      dashboard.server.start(address.host(), port);
    } catch (RuntimeException e) {
      dashboard.api.close();
      String reason =
          e.getCause() instanceof BindException bind ? bind.getMessage() : e.getMessage();
      throw new IOException("cannot listen on " + host + ", port " + port + ": " + reason, e);
    }
    return dashboard;
  }

  /** The URL for use on this machine. */
  public URI link() {
    return guard.link();
  }

  /** The URL through the proxy, if there is one. */
  public Optional<URI> proxyLink() {
    return guard.proxyLink();
  }

  /** Allows viewers to pause and stop a run of this process. */
  public void control(Path folder, RunControl control) {
    api.control(folder, control);
  }

  /** Ends control of this process's runs. */
  public void release() {
    api.release();
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    // A selector pins the carrier of its virtual thread, and there are only as many as processors.
    config.concurrency.useVirtualThreads = false;
    JsonErrors errors = new JsonErrors(headers);
    config.jetty.modifyServer(jetty -> {
      jetty.setStopTimeout(0);
      jetty.setErrorHandler(errors);
    });
    config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(errors));
    config.router.javaLangErrorHandler((answer, error) -> answerTo(error, answer));
    config.staticFiles.add(files -> {
      files.directory = "/io/tercet/app/dashboard/page";
      files.hostedPath = "/page";
      files.location = Location.CLASSPATH;
    });
    config.staticFiles.enableWebjars();
    var routes = config.routes;
    routes.before(this::protect);
    routes.get("/", this::index);
    api.addTo(routes);
    routes.exception(Exception.class, (e, request) -> Answers.error(request, e));
    routes.exception(
        io.javalin.http.HttpResponseException.class, (e, request) -> Answers.error(request, e));
    routes.error(
        NOT_FOUND,
        request -> {
          if (!isJson(request)) {
            Answers.error(request, NOT_FOUND, request.path() + ": not found");
          }
        });
  }

  /** Also for OutOfMemoryError: the training continues or reports it itself. */
  private static void answerTo(Error error, jakarta.servlet.http.HttpServletResponse answer) {
    try {
      answer.setContentType("application/json");
      answer.getOutputStream().write(Answers.errorBytes("the server failed: " + error));
    } catch (IOException e) {
      // The client disconnected, too.
    }
  }

  private static boolean isJson(Context request) {
    return Objects.requireNonNullElse(request.res().getContentType(), "")
        .startsWith("application/json");
  }

  private void protect(Context request) {
    headers.forEach(request::header);
    if (request.path().startsWith("/api/")) {
      request.header("Cache-Control", "no-store");
    }
    guard.check(request);
  }

  /**
   * Serves the page. A token in the URL is moved to a cookie by a redirect. After a cross-site link
   * browsers do not send the cookie with the redirected request either, so a refresh page is served
   * instead.
   */
  private void index(Context request) {
    request.header("Cache-Control", "no-store");
    if (!guard.showsToken(request)) {
      request.html(page.html());
    } else if ("cross-site".equals(request.header("Sec-Fetch-Site"))) {
      request.html("<!DOCTYPE html><meta http-equiv=\"refresh\" content=\"0; url=./\">");
    } else {
      request.redirect("./");
    }
  }

  @Override
  public void close() {
    api.close();
    server.stop();
  }
}
