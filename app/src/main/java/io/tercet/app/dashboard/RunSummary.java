package io.tercet.app.dashboard;

import io.tercet.app.run.record.SnapshotFiles;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The summary of a run in the list of runs, recomputed only when one of its files has changed.
 *
 * @param files the files' states when it was computed
 * @param written the summary, with the state as written
 */
record RunSummary(List<FileKey> files, ObjectNode written) {

  /** The summary of a run; problems with its files are part of it. */
  static RunSummary read(RunFiles run) {
    List<FileKey> files = keys(run); // taken before reading: concurrent changes cause another read
    Problems problems = new Problems();
    ObjectNode config =
        problems
            .attempt(() -> run.readObject(run.config()), Optional.<ObjectNode>empty())
            .orElseGet(RunFiles.JSON::createObjectNode);
    ObjectNode summary = RunFiles.JSON.createObjectNode().put("id", RunsFolder.id(run.folder()));
    summary.set(
        "state",
        problems.attempt(
            run::writtenState, RunFiles.JSON.createObjectNode().put("phase", "unreadable")));
    summary.put("recipe", text(config.path("training").path("recipe"), "?"));
    summary.put("data", text(config.path("data"), "?"));
    summary.put("started", text(config.path("started"), ""));
    JsonNode precision = problems.attempt(() -> precision(run), RunFiles.JSON.missingNode());
    if (precision.isNumber()) {
      summary.set("precision_at_1", precision);
    }
    problems.addTo(summary);
    return new RunSummary(files, summary);
  }

  private static String text(JsonNode value, String otherwise) {
    return value.isString() ? value.asString() : otherwise;
  }

  /** Precision@1 of the last epoch that has metrics. */
  private static JsonNode precision(RunFiles run) throws IOException {
    List<Integer> epochs = run.epochs();
    if (epochs.isEmpty()) {
      return RunFiles.JSON.missingNode();
    }
    return run.readObject(run.frames().figures(epochs.getLast()))
        .map(figures -> figures.path("precision_at_1"))
        .orElseGet(RunFiles.JSON::missingNode);
  }

  /** Whether no file has changed since. */
  boolean isCurrent(RunFiles run) {
    return files.equals(keys(run));
  }

  /** Files moved into the folder of embeddings change the folder's modification time. */
  private static List<FileKey> keys(RunFiles run) {
    SnapshotFiles frames = run.frames();
    return List.of(
        FileKey.of(run.config()),
        FileKey.of(run.state()),
        FileKey.of(frames.folder()),
        FileKey.of(run.folder()));
  }

  /** The summary with the current state. */
  ObjectNode now() {
    ObjectNode state = (ObjectNode) written.get("state");
    ObjectNode current = RunStateReader.now(state);
    if (current.equals(state)) {
      return written;
    }
    ObjectNode changed = RunFiles.JSON.createObjectNode();
    changed.setAll(written);
    changed.set("state", current);
    return changed;
  }
}
