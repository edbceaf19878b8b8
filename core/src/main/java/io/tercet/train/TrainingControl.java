package io.tercet.train;

/** Controls a training in progress. Thread-safe. */
public interface TrainingControl {

  /** Asks the training to end after the step it is at. */
  void stop();

  /** Lets the training wait after the step it is at, until {@link #resume} or {@link #stop}. */
  void pause();

  /** Resumes a paused training; no effect otherwise. */
  void resume();

  /** Whether the training waits, or will after its step. */
  boolean isPaused();
}
