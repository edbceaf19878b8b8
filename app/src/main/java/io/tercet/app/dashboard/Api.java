package io.tercet.app.dashboard;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.tercet.app.run.RunControl;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The HTTP API of runs.
 *
 * <pre>
 *   GET  /api/runs                                     all runs
 *   GET  /api/runs/{id}                                state, settings, curves, examples of a run
 *   GET  /api/runs/{id}/events                         server-sent events
 *   GET  /api/runs/{id}/triplets                       hardest triplets of the last step
 *   GET  /api/runs/{id}/examples/{n}.png               image of an example
 *   GET  /api/runs/{id}/frames/{epoch}/points          float32 [n x 3], ?basis=EPOCH
 *   GET  /api/runs/{id}/frames/{epoch}/neighbors/{n}   nearest neighbors of an example
 *   GET  /api/runs/{id}/frames/{epoch}/mistakes        wrong nearest neighbors, confusion matrix
 *   POST /api/runs/{id}/pause, resume, stop            control of a run of this process
 * </pre>
 */
final class Api implements AutoCloseable {
  private static final String RUN = "/api/runs/{id}";
  private static final String FRAME = RUN + "/frames/{epoch}";

  private final RunsFolder runs;
  private final Map<String, RunControl> controls = new ConcurrentHashMap<>();
  private final Map<Path, RunSummary> summaries = new ConcurrentHashMap<>();
  private final EventStreams events = new EventStreams();

  Api(RunsFolder runs) {
    this.runs = runs;
  }

  void control(Path folder, RunControl control) {
    controls.put(RunsFolder.id(folder), control);
  }

  void release() {
    controls.clear();
  }

  void addTo(RoutesConfig routes) {
    routes.get("/api/runs", this::list);
    routes.get(RUN, request -> Answers.json(request, details(folder(request))));
    routes.get(RUN + "/events", request -> events.follow(request, folder(request)));
    routes.get(RUN + "/triplets", this::triplets);
    routes.get(RUN + "/examples/{n}.png", this::image);
    routes.get(FRAME + "/points", this::points);
    routes.get(FRAME + "/neighbors/{n}", this::neighbors);
    routes.get(FRAME + "/mistakes", this::mistakes);
    routes.post(RUN + "/{action}", this::act);
  }

  private Path folder(Context request) {
    String id = request.pathParam("id");
    return runs.find(id).orElseThrow(() -> new NotFoundResponse("no run '%s'".formatted(id)));
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new NotFoundResponse("found '%s', expected a number".formatted(text));
    }
  }

  private Space space(Context request) throws IOException {
    return Space.of(new RunFiles(folder(request)))
        .orElseThrow(() -> new NotFoundResponse("the run has no embeddings"));
  }

  private static int epoch(Context request, Space space) throws IOException {
    int epoch = number(request.pathParam("epoch"));
    if (!space.hasFrame(epoch)) {
      throw new NotFoundResponse("the run has no embeddings of epoch " + epoch);
    }
    return epoch;
  }

  private static int example(Context request, Space space) {
    int example = number(request.pathParam("n"));
    if (!space.hasExample(example)) {
      throw new NotFoundResponse("the run has no example " + example);
    }
    return example;
  }

  private void list(Context request) throws IOException {
    ArrayNode all = RunFiles.JSON.createArrayNode();
    var folders = runs.list();
    summaries.keySet().retainAll(folders);
    for (Path folder : folders) {
      RunSummary summary = summaries.compute(folder, Api::current);
      ObjectNode now = RunFiles.JSON.createObjectNode();
      now.setAll(summary.now());
      all.add(now.put("controlled", controls.containsKey(RunsFolder.id(folder))));
    }
    Answers.jsonIfChanged(request, all);
  }

  private static RunSummary current(Path folder, @Nullable RunSummary known) {
    RunFiles run = new RunFiles(folder);
    return known != null && known.isCurrent(run) ? known : RunSummary.read(run);
  }

  private ObjectNode details(Path folder) {
    return RunDetails.of(new RunFiles(folder))
        .put("controlled", controls.containsKey(RunsFolder.id(folder)));
  }

  private void triplets(Context request) throws IOException {
    RunFiles run = new RunFiles(folder(request));
    Answers.json(
        request,
        TripletsReader.check(
            run.readObject(run.triplets())
                .orElseThrow(() -> new NotFoundResponse("the run has no triplets yet"))));
  }

  private void image(Context request) throws IOException {
    Space space = space(request);
    byte[] png =
        space
            .image(example(request, space))
            .orElseThrow(() -> new NotFoundResponse("the examples are not images"));
    // A short time: another run may reuse this id.
    request.header("Cache-Control", "private, max-age=60").contentType("image/png").result(png);
  }

  private void points(Context request) throws IOException {
    Space space = space(request);
    int epoch = epoch(request, space);
    int basis = basis(request, epoch);
    if (!space.hasFrame(basis)) {
      throw new BadRequestResponse("the run has no embeddings of epoch " + basis);
    }
    request.contentType("application/octet-stream").result(space.points(epoch, basis));
  }

  private static int basis(Context request, int epoch) {
    String text = request.queryParam("basis");
    try {
      return text == null ? epoch : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new BadRequestResponse("basis: found '%s', expected an epoch's number".formatted(text));
    }
  }

  private void neighbors(Context request) throws IOException {
    Space space = space(request);
    Answers.json(request, space.neighbors(epoch(request, space), example(request, space)));
  }

  private void mistakes(Context request) throws IOException {
    Space space = space(request);
    Answers.json(request, space.mistakes(epoch(request, space)));
  }

  private void act(Context request) throws IOException {
    Path folder = folder(request);
    String id = RunsFolder.id(folder);
    RunControl control = controls.get(id);
    if (control == null) {
      throw new ConflictResponse("the run '%s' does not belong to this process".formatted(id));
    }
    switch (request.pathParam("action")) {
      case "pause" -> control.pause();
      case "resume" -> control.resume();
      case "stop" -> control.stop();
      default -> throw new NotFoundResponse("expected pause, resume or stop");
    }
    Answers.json(request, new RunFiles(folder).readState());
  }

  @Override
  public void close() {
    events.close();
  }
}
