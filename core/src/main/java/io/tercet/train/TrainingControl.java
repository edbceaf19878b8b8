package io.tercet.train;

/** Controls a training in progress. Thread-safe. */
public interface TrainingControl {

  /** Asks the training to end after the step it is at. */
  void stop();

  /** Lets the training wait after the step it is at, until {@link #resume} or {@link #stop}. */
  void pause();

  /** Resumes a paused training; no effect otherwise. */
  void resume();

  /**
   * Copies the training as it is between two steps: to be called by a listener, on the training
   * thread, from {@link TrainingListener#stepEnded}, {@link TrainingListener#epochEnded} or {@link
   * TrainingListener#trainingStopping}.
   *
   * @return what {@link Trainer#resumed} continues from
   * @throws UnsupportedOperationException if the optimizer or the loss is not of the library and
   *     does not save its state; the message names it
   * @throws IllegalStateException in the middle of a step, or once an epoch was ended before its
   *     last step
   */
  TrainingState state();

  /** {@return whether the training waits, or will after its step} */
  boolean isPaused();
}
