package io.tercet.app.run;

import io.tercet.train.Trainer;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * While open, Ctrl-C, SIGTERM and SIGHUP end the process only after the run's state was written. A
 * training stops after the current step; the process ends once its model and report are written, or
 * after {@value #MOST_SECONDS} s. In other phases it ends at once. A second Ctrl-C has no effect.
 */
final class StopOnInterrupt implements AutoCloseable {
  private static final int MOST_SECONDS = 30;

  private final RunFolder folder;
  private final StateFile state;
  private final PrintWriter out;
  private final CountDownLatch trained = new CountDownLatch(1);
  private final Thread hook;
  private volatile @Nullable Trainer trainer;

  StopOnInterrupt(RunFolder folder, StateFile state, PrintWriter out) {
    this.folder = folder;
    this.state = state;
    this.out = out;
    hook = Thread.ofPlatform().name("tercet-stop").unstarted(this::stop);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Announces that training has started. */
  void training(Trainer started) {
    trainer = started;
  }

  /** Announces that the model is saved, so that there is nothing to wait for. */
  void evaluating() {
    trained.countDown();
  }

  private void stop() {
    Trainer running = trainer;
    if (running != null && trained.getCount() > 0) {
      say("Stopping after this step; the model will be saved.");
      running.stop();
      awaitTrained();
    }
    try {
      if (state.end(now -> now.in(RunState.Phase.STOPPED)) && trained.getCount() == 0) {
        say(
            "Stopped while evaluating; the model is saved. For the report: tercet report "
                + folder);
      }
    } catch (IOException e) {
      say(folder.state() + ": cannot record that the run was stopped: " + e.getMessage());
    }
  }

  private void awaitTrained() {
    try {
      // The process ends now in either case.
      var _ = trained.await(MOST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @SuppressWarnings("SystemConsoleNull") // JDK 25 returns null without a terminal
  private void say(String line) {
    if (System.console() != null) {
      out.println(); // after the terminal's ^C or a progress bar
    }
    out.println(line);
    out.flush();
  }

  @Override
  public void close() {
    trained.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // Already shutting down: the hook is running.
    }
  }
}
