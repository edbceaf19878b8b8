package io.tercet.app.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is, kept in its folder.
 *
 * @param phase where it stands
 * @param pid the process that runs it
 * @param processStarted when that process started, or null where the system does not say
 * @param stepsPerEpoch steps of each epoch, 0 until training begins
 * @param epochs epochs to train
 * @param collapsed whether all embeddings are nearly one point at the end
 * @param message why it failed, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunState(
    Phase phase,
    long pid,
    @JsonProperty("process_started") @Nullable String processStarted,
    @JsonProperty("steps_per_epoch") int stepsPerEpoch,
    int epochs,
    boolean collapsed,
    @Nullable String message) {

  /** Where a run stands. */
  public enum Phase {
    /** It trains, or is about to. */
    @JsonProperty("running")
    RUNNING,
    /** It waits to be resumed. */
    @JsonProperty("paused")
    PAUSED,
    /** All epochs are trained; it is being judged. */
    @JsonProperty("judging")
    JUDGING,
    /** All is done. */
    @JsonProperty("finished")
    FINISHED,
    /** It was asked to stop. */
    @JsonProperty("stopped")
    STOPPED,
    /** It ended by an error. */
    @JsonProperty("failed")
    FAILED
  }

  /** The beginning, in this process. */
  static RunState begin(int epochs) {
    return new RunState(
        Phase.RUNNING, ProcessHandle.current().pid(), RunProcess.started(), 0, epochs, false, null);
  }

  RunState in(Phase next) {
    return new RunState(next, pid, processStarted, stepsPerEpoch, epochs, collapsed, message);
  }

  RunState withSteps(int steps) {
    return new RunState(phase, pid, processStarted, steps, epochs, collapsed, message);
  }

  RunState whenCollapsed() {
    return new RunState(phase, pid, processStarted, stepsPerEpoch, epochs, true, message);
  }

  RunState failedBy(String reason) {
    return new RunState(
        Phase.FAILED, pid, processStarted, stepsPerEpoch, epochs, collapsed, reason);
  }
}
