package io.tercet.app.dashboard;

import io.tercet.app.run.FrameFiles;
import io.tercet.app.run.RunJson;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a run's folder holds, as JSON. Takes it as it is: files may be missing, from an older
 * version, or have a last line that is half written.
 *
 * @param folder of the run
 */
record RunFiles(Path folder) {
  /** Guarded by itself. */
  private static final Map<FileKey, ObjectNode> FOUND_OUT = new HashMap<>();

  /** Epochs that are told of, about. */
  private static final int MOST_LINES = 2000;

  static final JsonMapper JSON = RunJson.LINE;

  FrameFiles frames() {
    return new FrameFiles(folder.resolve("embeddings"));
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

  /** The object in a file, or nothing if there is none that can be read. */
  static Optional<ObjectNode> readObject(Path file) throws IOException {
    try {
      JsonNode read = JSON.readTree(Files.readString(file));
      return read instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    } catch (NoSuchFileException | CharacterCodingException | JacksonException e) {
      return Optional.empty();
    }
  }

  /** The objects of the whole lines of a text. */
  static List<ObjectNode> parseLines(String text) {
    List<ObjectNode> lines = new ArrayList<>();
    int end = text.lastIndexOf('\n');
    text.substring(0, end + 1).lines().forEach(line -> addObject(line, lines));
    return lines;
  }

  /** Nothing is added by a line that was cut off when a run was killed. */
  private static void addObject(String line, List<ObjectNode> lines) {
    try {
      if (!line.isBlank() && JSON.readTree(line) instanceof ObjectNode object) {
        lines.add(object);
      }
    } catch (JacksonException e) {
      // as said above
    }
  }

  private static ArrayNode readLines(Path file) throws IOException {
    ArrayNode lines = JSON.createArrayNode();
    try {
      // Bytes that are no text spoil their own line alone.
      lines.addAll(parseLines(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)));
    } catch (NoSuchFileException e) {
      return lines;
    }
    return lines;
  }

  /** Every so many of them and the last, for runs of very many epochs. */
  private static ArrayNode thinned(ArrayNode lines) {
    int every = (lines.size() + MOST_LINES - 1) / MOST_LINES;
    ArrayNode kept = JSON.createArrayNode();
    for (int i = 0; i < lines.size(); i++) {
      if (i % every == 0 || i == lines.size() - 1) {
        kept.add(lines.get(i));
      }
    }
    return kept;
  }

  /** How far the run is; {@code phase} is always there. */
  ObjectNode readState() throws IOException {
    ObjectNode state =
        readObject(state())
            .orElseGet(() -> {
              boolean reported = Files.exists(folder.resolve("report.html"));
              return JSON.createObjectNode().put("phase", reported ? "finished" : "lost");
            });
    String phase = state.path("phase").asString("lost");
    boolean live = List.of("running", "paused", "judging").contains(phase);
    if (live && ProcessHandle.of(state.path("pid").asLong(-1)).isEmpty()) {
      state.put("phase", "lost"); // killed: nobody was there to say so
    }
    return state;
  }

  /** Figures of an epoch's embeddings; found out where the run has not come to that yet. */
  Optional<ObjectNode> figures(int epoch) throws IOException {
    Optional<ObjectNode> written = readObject(frames().figures(epoch));
    if (written.isPresent()) {
      return written;
    }
    synchronized (FOUND_OUT) {
      FileKey file = FileKey.of(frames().embeddings(epoch));
      ObjectNode known = FOUND_OUT.get(file);
      Optional<Space> space = known == null ? Space.of(this) : Optional.empty();
      if (space.isPresent()) {
        known = space.get().figures(epoch);
        FOUND_OUT.put(file, known);
      }
      return Optional.ofNullable(known);
    }
  }

  /** What a list of runs shows of it. */
  ObjectNode summary() throws IOException {
    ObjectNode config = readObject(folder.resolve("config.json")).orElse(JSON.createObjectNode());
    ObjectNode summary = JSON.createObjectNode().put("id", RunsFolder.id(folder));
    summary.set("state", readState());
    summary.put("recipe", config.path("training").path("recipe").asString("?"));
    summary.put("data", config.path("data").asString("?"));
    summary.put("started", config.path("started").asString(""));
    List<Integer> recorded = frames().epochs();
    if (!recorded.isEmpty()) {
      readObject(frames().figures(recorded.getLast()))
          .ifPresent(figures -> summary.set("precision_at_1", figures.path("precision_at_1")));
    }
    return summary;
  }

  /** All but the embeddings themselves. */
  ObjectNode details() throws IOException {
    ObjectNode details = summary();
    details.set(
        "config", readObject(folder.resolve("config.json")).orElse(JSON.createObjectNode()));
    details.set("epochs", thinned(readLines(metrics())));
    details.set("steps", readLines(steps()));
    details.put("has_triplets", Files.exists(triplets()));
    ArrayNode frames = details.putArray("frames");
    for (int epoch : frames().epochs()) {
      figures(epoch).ifPresent(frames::add);
    }
    readObject(frames().examples()).ifPresent(examples -> details.set("examples", examples));
    return details;
  }
}
