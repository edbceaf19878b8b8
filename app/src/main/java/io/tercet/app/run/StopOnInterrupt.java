package io.tercet.app.run;

import io.tercet.train.Trainer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * While open, Ctrl-C stops the training after its step instead of ending the program there, so that
 * the run leaves its model. The program ends when this is closed, or after {@value #MOST_SECONDS}
 * s.
 */
final class StopOnInterrupt implements AutoCloseable {
  private static final int MOST_SECONDS = 30;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook;

  StopOnInterrupt(Trainer trainer) {
    hook = Thread.ofPlatform().name("tercet-stop").unstarted(() -> stopAndWait(trainer));
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void stopAndWait(Trainer trainer) {
    trainer.stop();
    try {
      // True or false, the program ends now.
      var _ = finished.await(MOST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The program is ending already: that is what the hook is for.
    }
  }
}
