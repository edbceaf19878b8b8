package io.tercet.app.dashboard;

import io.tercet.app.run.RunJson;
import io.tercet.app.run.record.SnapshotFiles;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON files of a run's folder, which may be missing, of an older version, or damaged. Missing
 * files give empty values, unreadable ones throw {@link UnreadableException}.
 *
 * @param folder folder of the run
 */
record RunFiles(Path folder) {
  static final JsonMapper JSON = RunJson.LINE;

  /** Maximum size of a file in megabytes, well above what a run writes. */
  static final int LARGEST = 64;

  private static final int SHORT = 60;

  SnapshotFiles frames() {
    return new SnapshotFiles(folder.resolve("embeddings"));
  }

  Path config() {
    return folder.resolve("config.json");
  }

  Path metrics() {
    return folder.resolve("metrics.jsonl");
  }

  Path steps() {
    return folder.resolve("steps.jsonl");
  }

  Path triplets() {
    return folder.resolve("triplets.json");
  }

  Path state() {
    return folder.resolve("state.json");
  }

  OwnFiles own() {
    return new OwnFiles(folder);
  }

  /** Epochs with embeddings, ascending. */
  List<Integer> epochs() throws IOException {
    try {
      if (Files.isDirectory(frames().folder())) {
        own().check(frames().folder());
      }
      return frames().epochs();
    } catch (AccessDeniedException e) {
      throw new UnreadableException("embeddings: access denied");
    }
  }

  /** The JSON object in a file; empty if the file is missing. */
  Optional<ObjectNode> readObject(Path file) throws IOException {
    String text;
    try {
      text = own().text(file, LARGEST);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    try {
      if (JSON.readTree(text) instanceof ObjectNode object) {
        return Optional.of(object);
      }
      throw new UnreadableException(own().name(file) + ": expected a JSON object");
    } catch (JacksonException e) {
      String where = e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
      throw new UnreadableException(own().name(file) + ": not JSON" + where);
    }
  }

  /**
   * Whether a value is a finite number: {@code 1e400} overflows a double, and JSON has no infinity.
   */
  static boolean isNumber(JsonNode value) {
    return value.isNumber() && Double.isFinite(value.asDouble());
  }

  /** A value as abbreviated JSON, for messages. */
  static String shortly(JsonNode value) {
    String text = value.isMissingNode() ? "missing" : value.toString();
    return text.length() <= SHORT ? text : text.substring(0, SHORT) + "...";
  }

  /** The state as written, or inferred from the folder if there is none. */
  ObjectNode writtenState() throws IOException {
    Optional<ObjectNode> written = readObject(state());
    if (written.isPresent()) {
      return RunStateReader.parse(written.get());
    }
    boolean reported = Files.exists(folder.resolve("report.html"));
    return JSON.createObjectNode().put("phase", reported ? "finished" : "lost");
  }

  /** The state of the run; {@code phase} is always present. */
  ObjectNode readState() throws IOException {
    return RunStateReader.now(writtenState());
  }
}
