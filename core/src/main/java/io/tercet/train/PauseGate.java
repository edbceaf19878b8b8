package io.tercet.train;

/**
 * What other threads ask of a training: to pause, to resume, to stop after the current step.
 * Thread-safe.
 */
final class PauseGate {
  private final Object lock = new Object();
  private volatile boolean stopRequested;
  private volatile boolean paused;

  void stop() {
    stopRequested = true;
    resume();
  }

  void pause() {
    paused = true;
  }

  void resume() {
    synchronized (lock) {
      paused = false;
      lock.notifyAll();
    }
  }

  boolean isPaused() {
    return paused;
  }

  boolean isStopRequested() {
    return stopRequested;
  }

  /** Waits as long as it is paused; returns the nanoseconds that took. */
  long await() throws InterruptedException {
    if (!paused) {
      return 0;
    }
    long start = System.nanoTime();
    synchronized (lock) {
      while (paused && !stopRequested) {
        lock.wait();
      }
    }
    return System.nanoTime() - start;
  }
}
