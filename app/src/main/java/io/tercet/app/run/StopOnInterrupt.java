package io.tercet.app.run;

import io.tercet.train.Trainer;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * While open, Ctrl-C, SIGTERM and SIGHUP do not end the program before the run's folder says so. A
 * training stops after its step and leaves its model and report; the program ends once they are
 * there, or after {@value #MOST_SECONDS} s. A run that does not train ends at once. A second Ctrl-C
 * changes nothing.
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

  /** From now on there is a training to be stopped. */
  void training(Trainer started) {
    trainer = started;
  }

  /** From now on the model is there, and nothing is worth waiting for. */
  void judging() {
    trained.countDown();
  }

  private void stop() {
    Trainer running = trainer;
    if (running != null && trained.getCount() > 0) {
      say("Stopping after this step; the model is kept.");
      running.stop();
      awaitTrained();
    }
    try {
      if (state.end(now -> now.in(RunState.Phase.STOPPED)) && trained.getCount() == 0) {
        say("Stopped while judging; the model is kept. For the report: tercet report " + folder);
      }
    } catch (IOException e) {
      say(folder.state() + " does not say that the run was stopped: " + e.getMessage());
    }
  }

  private void awaitTrained() {
    try {
      // True or false, the program ends now.
      var _ = trained.await(MOST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @SuppressWarnings("SystemConsoleNull") // JDK 25 gives null where there is no terminal
  private void say(String line) {
    if (System.console() != null) {
      out.println(); // the terminal shows ^C, and progress may be shown
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
      // The program is ending already: that is what the hook is for.
    }
  }
}
