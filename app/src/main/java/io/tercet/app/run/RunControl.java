package io.tercet.app.run;

import io.tercet.train.Trainer;
import java.io.IOException;

/** Controls a run from outside. Thread-safe. */
public final class RunControl {
  private final Trainer trainer;
  private final StateFile state;

  RunControl(Trainer trainer, StateFile state) {
    this.trainer = trainer;
    this.state = state;
  }

  /** Pauses training after the current step; no effect if it is not training. */
  public synchronized void pause() throws IOException {
    if (state.phase() == RunState.Phase.RUNNING) {
      trainer.pause();
      state.change(now -> now.in(RunState.Phase.PAUSED));
    }
  }

  /** Resumes a paused training; no effect otherwise. */
  public synchronized void resume() throws IOException {
    if (state.phase() == RunState.Phase.PAUSED) {
      state.change(now -> now.in(RunState.Phase.RUNNING));
      trainer.resume();
    }
  }

  /** Stops training after the current step; the model is saved. */
  public synchronized void stop() throws IOException {
    resume();
    trainer.stop();
  }
}
