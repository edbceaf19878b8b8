package io.tercet.app.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The state of a run, stored in its folder.
 *
 * @param phase current phase
 * @param pid process id of the run
 * @param processStarted start time of that process, or null if the system does not provide it
 * @param stepsPerEpoch steps of each epoch, 0 until training begins
 * @param epochs number of epochs to train
 * @param collapsed whether the embeddings have collapsed to nearly one point at the end
 * @param message reason of a failure, or null
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

  /** The phase of a run. */
  public enum Phase {
    /** Training, or about to start. */
    @JsonProperty("running")
    RUNNING,
    /** Paused. */
    @JsonProperty("paused")
    PAUSED,
    /** Training is complete; the model is being evaluated. */
    @JsonProperty("evaluating")
    EVALUATING,
    /** Finished. */
    @JsonProperty("finished")
    FINISHED,
    /** Stopped on request. */
    @JsonProperty("stopped")
    STOPPED,
    /** Failed with an error. */
    @JsonProperty("failed")
    FAILED
  }

  /** The initial state, in this process. */
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
