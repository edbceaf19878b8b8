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
 * Serves the page and its data. The page's own files and its libraries come from the class path;
 * nothing is asked of any other host. {@link Api} has the data.
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
   * @param runs what may be looked at
   * @param host where to listen; anything but loopback asks viewers for a token
   * @param port 0 for any that is free
   * @param proxy address of a proxy through which others reach it, or null; asks for a token, too
   * @throws IOException if nobody can listen there
   * @throws IllegalArgumentException if host or proxy cannot be what they should be
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

  /** Where people on this machine find it. */
  public URI link() {
    return guard.link();
  }

  /** Where people find it who come through a proxy, if there is one. */
  public Optional<URI> proxyLink() {
    return guard.proxyLink();
  }

  /** Lets viewers pause and stop a run of this process. */
  public void control(Path folder, RunControl control) {
    api.control(folder, control);
  }

  /** This process's runs are over: nothing more can be done to them. */
  public void release() {
    api.release();
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    // A selector on a virtual thread holds its carrier, of which there are as many as processors.
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
            Answers.error(request, NOT_FOUND, "nothing is at " + request.path() + ": not found");
          }
        });
  }

  /** Also out of memory: the training goes on, or says so itself. */
  private static void answerTo(Error error, jakarta.servlet.http.HttpServletResponse answer) {
    try {
      answer.setContentType("application/json");
      answer.getOutputStream().write(Answers.errorBytes("the server failed: " + error));
    } catch (IOException e) {
      // The viewer has gone, too.
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
   * The page. Its address does not keep the token. From another page's link a browser sends no
   * cookie after a redirect either, so that there a page of its own goes on.
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
