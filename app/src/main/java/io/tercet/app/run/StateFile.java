package io.tercet.app.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Writes {@link RunState} to the run's folder. */
final class StateFile {
  private final Path path;
  private RunState state;
  private boolean ended;

  StateFile(Path path, int epochs) throws IOException {
    this.path = path;
    this.state = RunState.begin(epochs);
    RunFolder.writeJsonSoon(path, state);
  }

  /** Changes the state of a run; no effect after its end. */
  synchronized void change(UnaryOperator<RunState> change) throws IOException {
    if (!ended) {
      state = change.apply(state);
      RunFolder.writeJsonSoon(path, state);
    }
  }

  /**
   * Sets the final state; only the first call has an effect.
   *
   * @return whether this call was the first
   */
  synchronized boolean end(UnaryOperator<RunState> change) throws IOException {
    if (ended) {
      return false;
    }
    ended = true;
    state = change.apply(state);
    RunFolder.writeJson(path, state);
    return true;
  }

  synchronized RunState.Phase phase() {
    return state.phase();
  }
}
