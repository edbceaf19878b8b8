package io.tercet.app.dashboard;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.sse.SseClient;
import io.javalin.http.staticfiles.Location;
import io.tercet.app.run.RunControl;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Serves the page and its data. The page's own files and its libraries come from the class path;
 * nothing is asked of any other host.
 *
 * <pre>
 *   GET  /api/runs                                     all runs
 *   GET  /api/runs/{id}                                one: state, settings, curves, examples
 *   GET  /api/runs/{id}/events                         server-sent events
 *   GET  /api/runs/{id}/triplets                       the hardest of the last step
 *   GET  /api/runs/{id}/examples/{n}.png               image of an example
 *   GET  /api/runs/{id}/frames/{epoch}/points          float32 [n x 3], ?basis=EPOCH
 *   GET  /api/runs/{id}/frames/{epoch}/neighbors/{n}   nearest others of an example
 *   GET  /api/runs/{id}/frames/{epoch}/mistakes        wrong nearest others, confusion matrix
 *   POST /api/runs/{id}/pause, resume, stop            of a run of this process
 * </pre>
 */
public final class DashboardServer implements AutoCloseable {
  private static final int HEARTBEAT_SECONDS = 10;

  private final RunsFolder runs;
  private final Guard guard;
  private final String host;
  private final IndexPage page = IndexPage.load();
  private final Map<String, RunControl> controls = new ConcurrentHashMap<>();
  private final Broadcast broadcast = new Broadcast();
  private final Javalin server;
  private volatile boolean closed;

  private DashboardServer(RunsFolder runs, String host) throws IOException {
    this.runs = runs;
    this.host = host;
    this.guard = Guard.of(host);
    this.server = Javalin.create(this::configure);
  }

  /**
   * Starts a server.
   *
   * @param runs what may be looked at
   * @param host where to listen; anything but loopback asks viewers for a token
   * @param port 0 for any that is free
   * @throws IOException if nobody can listen there
   */
  public static DashboardServer start(RunsFolder runs, String host, int port) throws IOException {
    DashboardServer dashboard = new DashboardServer(runs, host);
    try {
      dashboard.server.start(host, port);
    } catch (RuntimeException e) {
      dashboard.broadcast.close();
      String reason =
          e.getCause() instanceof BindException bind ? bind.getMessage() : e.getMessage();
      throw new IOException("cannot listen on %s, port %d: %s".formatted(host, port, reason), e);
    }
    return dashboard;
  }

  /** Where people find it. */
  public URI link() {
    return guard.link(host, server.port());
  }

  /** Lets viewers pause and stop a run of this process. */
  public void control(Path folder, RunControl control) {
    controls.put(RunsFolder.id(folder), control);
  }

  /** This process's runs are over: nothing more can be done to them. */
  public void release() {
    controls.clear();
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    // A selector on a virtual thread holds its carrier, of which there are as many as processors.
    config.concurrency.useVirtualThreads = false;
    config.jetty.modifyServer(jetty -> jetty.setStopTimeout(0));
    config.staticFiles.add(files -> {
      files.directory = "/io/tercet/app/dashboard/page";
      files.hostedPath = "/page";
      files.location = Location.CLASSPATH;
    });
    config.staticFiles.enableWebjars();
    var routes = config.routes;
    routes.before(this::protect);
    routes.get("/", request -> request.html(page.html()));
    routes.get("/api/runs", this::list);
    routes.get("/api/runs/{id}", request -> json(request, details(request)));
    routes.sse("/api/runs/{id}/events", this::follow);
    routes.get("/api/runs/{id}/triplets", this::triplets);
    routes.get("/api/runs/{id}/examples/{n}.png", this::image);
    routes.get("/api/runs/{id}/frames/{epoch}/points", this::points);
    routes.get("/api/runs/{id}/frames/{epoch}/neighbors/{n}", this::neighbors);
    routes.get("/api/runs/{id}/frames/{epoch}/mistakes", this::mistakes);
    routes.post("/api/runs/{id}/{action}", this::act);
    routes.exception(HttpResponseException.class, DashboardServer::answerError);
    routes.exception(
        NoSuchFileException.class, // deleted while it was read
        (e, request) -> answerError(new NotFoundResponse("no longer there"), request));
    routes.error(
        404,
        request -> {
          if (!isJson(request)) {
            answerError(new NotFoundResponse("nothing is at " + request.path()), request);
          }
        });
  }

  private static boolean isJson(Context request) {
    return Objects.requireNonNullElse(request.res().getContentType(), "")
        .startsWith("application/json");
  }

  private void protect(Context request) {
    guard.check(request);
    request.header(
        "Content-Security-Policy",
        ("default-src 'none'; script-src 'self' 'sha256-%s'; style-src 'self' 'unsafe-inline';"
                + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors"
                + " 'none'")
            .formatted(page.importMapDigest()));
    request.header("X-Content-Type-Options", "nosniff");
    request.header("Referrer-Policy", "no-referrer");
    if (request.path().startsWith("/api/")) {
      request.header("Cache-Control", "no-store");
    }
  }

  private static void answerError(HttpResponseException e, Context request) {
    request.status(e.getStatus());
    json(request, RunFiles.JSON.createObjectNode().put("error", e.getMessage()));
  }

  private static void json(Context request, JsonNode value) {
    request.contentType("application/json").result(value.toString());
  }

  // ---- what is asked for

  private Path folder(Context request) throws IOException {
    String id = request.pathParam("id");
    return runs.find(id).orElseThrow(() -> new NotFoundResponse("no run '%s'".formatted(id)));
  }

  private static int number(Context request, String name) {
    try {
      return Integer.parseInt(request.pathParam(name));
    } catch (NumberFormatException e) {
      throw new NotFoundResponse(
          "found '%s', expected a number".formatted(request.pathParam(name)));
    }
  }

  private Space space(Context request) throws IOException {
    return Space.of(new RunFiles(folder(request)))
        .orElseThrow(() -> new NotFoundResponse("the run has no embeddings"));
  }

  private static int epoch(Context request, Space space) throws IOException {
    int epoch = number(request, "epoch");
    if (!space.hasFrame(epoch)) {
      throw new NotFoundResponse("the run has no embeddings of epoch " + epoch);
    }
    return epoch;
  }

  private static int example(Context request, Space space) {
    int example = number(request, "n");
    if (!space.hasExample(example)) {
      throw new NotFoundResponse("the run has no example " + example);
    }
    return example;
  }

  private void list(Context request) throws IOException {
    ArrayNode all = RunFiles.JSON.createArrayNode();
    for (Path folder : runs.list()) {
      ObjectNode summary = new RunFiles(folder).summary();
      summary.put("controlled", controls.containsKey(RunsFolder.id(folder)));
      all.add(summary);
    }
    json(request, all);
  }

  private ObjectNode details(Context request) throws IOException {
    Path folder = folder(request);
    ObjectNode details = new RunFiles(folder).details();
    details.put("controlled", controls.containsKey(RunsFolder.id(folder)));
    return details;
  }

  private void triplets(Context request) throws IOException {
    json(
        request,
        RunFiles.readObject(new RunFiles(folder(request)).triplets())
            .orElseThrow(() -> new NotFoundResponse("the run has no triplets yet")));
  }

  private void image(Context request) throws IOException {
    Space space = space(request);
    byte[] png =
        space
            .image(example(request, space))
            .orElseThrow(() -> new NotFoundResponse("the examples are no images"));
    // Briefly: another run may take the place of this one.
    request.header("Cache-Control", "private, max-age=60").contentType("image/png").result(png);
  }

  private void points(Context request) throws IOException {
    Space space = space(request);
    int epoch = epoch(request, space);
    int basis = request.queryParamAsClass("basis", Integer.class).getOrDefault(epoch);
    if (!space.hasFrame(basis)) {
      throw new BadRequestResponse("the run has no embeddings of epoch " + basis);
    }
    request.contentType("application/octet-stream").result(space.points(epoch, basis));
  }

  private void neighbors(Context request) throws IOException {
    Space space = space(request);
    json(request, space.neighbors(epoch(request, space), example(request, space)));
  }

  private void mistakes(Context request) throws IOException {
    Space space = space(request);
    json(request, space.mistakes(epoch(request, space)));
  }

  private void act(Context request) throws IOException {
    String id = RunsFolder.id(folder(request));
    RunControl control = controls.get(id);
    if (control == null) {
      throw new ConflictResponse("the run '%s' is not one of this process's".formatted(id));
    }
    switch (request.pathParam("action")) {
      case "pause" -> control.pause();
      case "resume" -> control.resume();
      case "stop" -> control.stop();
      default -> throw new NotFoundResponse("expected pause, resume or stop");
    }
    json(request, new RunFiles(folder(request)).readState());
  }

  /** Sends events until the viewer goes; on a thread of its own. */
  private void follow(SseClient client) {
    Viewer viewer = new Viewer();
    Path folder = null;
    try {
      folder = folder(client.ctx());
      broadcast.add(folder, viewer);
      client.sendEvent("hello", "{}");
      while (!client.terminated() && !closed) {
        Viewer.Event event = viewer.next(HEARTBEAT_SECONDS);
        if (event == null) {
          client.sendComment("still here");
        } else {
          client.sendEvent(event.name(), event.data());
        }
      }
    } catch (IOException e) {
      client.sendEvent("gone", "{}");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (folder != null) {
        broadcast.remove(folder, viewer);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    broadcast.close();
    server.stop();
  }
}
