package io.tercet.app.dashboard;

import io.tercet.app.run.RunProcess;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Parses {@code state.json} defensively. */
final class RunStateReader {
  private static final List<String> LIVE = List.of("running", "paused", "evaluating");
  private static final List<String> OVER = List.of("finished", "stopped", "failed", "lost");
  private static final String PHASE = "phase";

  /** The name that older versions wrote for "evaluating". */
  private static final String OLD_EVALUATING = "judging";

  private RunStateReader() {}

  /**
   * The written state, restricted to values of valid types.
   *
   * @param written content of the file
   * @throws UnreadableException if it is not a valid state
   */
  static ObjectNode parse(ObjectNode written) throws UnreadableException {
    String found = written.path(PHASE).asString("");
    String phase = found.equals(OLD_EVALUATING) ? "evaluating" : found;
    if (!LIVE.contains(phase) && !OVER.contains(phase)) {
      throw new UnreadableException(
          "state.json: phase is "
              + RunFiles.shortly(written.path(PHASE))
              + ", expected one of "
              + String.join(", ", LIVE)
              + ", "
              + String.join(", ", OVER));
    }
    JsonNode pid = written.path("pid");
    if (LIVE.contains(phase) && !(pid.isIntegralNumber() && pid.canConvertToLong())) {
      throw new UnreadableException(
          "state.json: pid is " + RunFiles.shortly(pid) + ", expected a number");
    }
    ObjectNode state = RunFiles.JSON.createObjectNode().put(PHASE, phase);
    for (String name : List.of("pid", "steps_per_epoch", "epochs")) {
      if (written.path(name).isIntegralNumber()) {
        state.set(name, written.path(name));
      }
    }
    for (String name : List.of("process_started", "message")) {
      if (written.path(name).isString()) {
        state.set(name, written.path(name));
      }
    }
    return state.put("collapsed", written.path("collapsed").asBoolean(false));
  }

  /** The current state: a live state whose process has ended becomes "lost". */
  static ObjectNode now(ObjectNode parsed) {
    boolean live = LIVE.contains(parsed.path(PHASE).asString(""));
    if (!live || RunProcess.isAlive(parsed.path("pid").asLong(0), started(parsed))) {
      return parsed;
    }
    return parsed.deepCopy().put(PHASE, "lost"); // the process was killed
  }

  private static Optional<Instant> started(ObjectNode state) {
    try {
      return Optional.of(Instant.parse(state.path("process_started").asString("")));
    } catch (DateTimeException e) {
      return Optional.empty(); // written by an older version
    }
  }
}
