package io.tercet.app.dashboard;

import io.tercet.app.run.record.SnapshotFiles;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a list shows of a run, found out again only when one of the files it is from has changed.
 *
 * @param files as they were
 * @param written the summary, with the state as the file has it
 */
record RunSummary(List<FileKey> files, ObjectNode written) {

  /** The summary of a run, whatever its files are like; what is wrong with them is in it. */
  static RunSummary read(RunFiles run) {
    List<FileKey> files = keys(run); // before they are read: what changes meanwhile is read again
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

  /** Of the last epoch that has figures yet. */
  private static JsonNode precision(RunFiles run) throws IOException {
    List<Integer> epochs = run.epochs();
    if (epochs.isEmpty()) {
      return RunFiles.JSON.missingNode();
    }
    return run.readObject(run.frames().figures(epochs.getLast()))
        .map(figures -> figures.path("precision_at_1"))
        .orElseGet(RunFiles.JSON::missingNode);
  }

  /** Whether it still holds. */
  boolean isCurrent(RunFiles run) {
    return files.equals(keys(run));
  }

  /** Files that are renamed into the folder of the embeddings change the folder. */
  private static List<FileKey> keys(RunFiles run) {
    SnapshotFiles frames = run.frames();
    return List.of(
        FileKey.of(run.config()),
        FileKey.of(run.state()),
        FileKey.of(frames.folder()),
        FileKey.of(run.folder()));
  }

  /** The summary with the state of now. */
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
