package io.tercet.app.dashboard;

import io.tercet.app.run.RunProcess;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes sense of what {@code state.json} says, whatever it says. */
final class RunStateReader {
  private static final List<String> LIVE = List.of("running", "paused", "judging");
  private static final List<String> OVER = List.of("finished", "stopped", "failed", "lost");
  private static final String PHASE = "phase";

  private RunStateReader() {}

  /**
   * The state that was written, with the kinds of values that a state has.
   *
   * @param written what the file says
   * @throws UnreadableException if it is no state
   */
  static ObjectNode parse(ObjectNode written) throws UnreadableException {
    String phase = written.path(PHASE).asString("");
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

  /** The state now: one that is live in the file, but whose process is gone, is lost. */
  static ObjectNode now(ObjectNode parsed) {
    boolean live = LIVE.contains(parsed.path(PHASE).asString(""));
    if (!live || RunProcess.isAlive(parsed.path("pid").asLong(0), started(parsed))) {
      return parsed;
    }
    return parsed.deepCopy().put(PHASE, "lost"); // killed: nobody was there to say so
  }

  private static Optional<Instant> started(ObjectNode state) {
    try {
      return Optional.of(Instant.parse(state.path("process_started").asString("")));
    } catch (DateTimeException e) {
      return Optional.empty(); // written by an older version
    }
  }
}
