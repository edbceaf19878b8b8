package io.tercet.app.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Keeps {@link RunState} in the run's folder. */
final class StateFile {
  private final Path path;
  private RunState state;

  StateFile(Path path, int epochs) throws IOException {
    this.path = path;
    this.state = RunState.begin(epochs);
    RunFolder.writeJsonSoon(path, state);
  }

  synchronized void change(UnaryOperator<RunState> change) throws IOException {
    state = change.apply(state);
    RunFolder.writeJsonSoon(path, state);
  }

  synchronized RunState.Phase phase() {
    return state.phase();
  }
}
