package io.tercet.app.run;

import io.tercet.train.Trainer;
import java.io.IOException;

/** What may be done to a run from outside; from any thread. */
public final class RunControl {
  private final Trainer trainer;
  private final StateFile state;

  RunControl(Trainer trainer, StateFile state) {
    this.trainer = trainer;
    this.state = state;
  }

  /** Lets it wait after its step; nothing if it does not train. */
  public synchronized void pause() throws IOException {
    if (state.phase() == RunState.Phase.RUNNING) {
      trainer.pause();
      state.change(now -> now.in(RunState.Phase.PAUSED));
    }
  }

  /** Lets it go on; nothing if it does not wait. */
  public synchronized void resume() throws IOException {
    if (state.phase() == RunState.Phase.PAUSED) {
      state.change(now -> now.in(RunState.Phase.RUNNING));
      trainer.resume();
    }
  }

  /** Lets it end after its step and leave what it has. */
  public synchronized void stop() throws IOException {
    resume();
    trainer.stop();
  }
}
