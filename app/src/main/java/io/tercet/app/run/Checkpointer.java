package io.tercet.app.run;

import io.tercet.app.run.CheckpointInterval.Unit;
import io.tercet.app.run.record.RunRecorder;
import io.tercet.loss.LossValue;
import io.tercet.nn.Encoder;
import io.tercet.train.EpochResult;
import io.tercet.train.TrainingControl;
import io.tercet.train.TrainingListener;
import io.tercet.train.TrainingState;
import io.tercet.train.Validation;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes checkpoints of a run: the training thread copies the state between two steps, another
 * writes it. A checkpoint is not taken while the previous one is still being written, nor of
 * weights that are not finite: the last good one stays. The last of all listeners, so that the
 * others have recorded the step.
 */
final class Checkpointer implements TrainingListener, AutoCloseable {
  static final String VALIDATION = "validation";

  private final RunFolder folder;
  private final CheckpointClock clock;
  private final RunRecorder recorder;
  private final @Nullable Validation validation;
  private final FolderTrouble trouble;
  private final Consumer<String> say;
  private final ExecutorService writer = Executors.newSingleThreadExecutor();
  private CompletableFuture<Void> writing = CompletableFuture.completedFuture(null);
  private @Nullable TrainingControl control;
  private boolean stopped;

  Checkpointer(
      RunFolder folder,
      CheckpointInterval interval,
      RunRecorder recorder,
      @Nullable Validation validation,
      FolderTrouble trouble,
      Consumer<String> say) {
    this.folder = folder;
    this.clock = new CheckpointClock(interval, System.nanoTime());
    this.recorder = recorder;
    this.validation = validation;
    this.trouble = trouble;
    this.say = say;
    this.stopped = interval.unit() == Unit.OFF;
  }

  @Override
  public void attached(TrainingControl chosen) {
    control = chosen;
  }

  @Override
  public void stepEnded(int epoch, int step, LossValue loss) {
    if (!stopped && clock.isDueAfterStep(System.nanoTime())) {
      take();
    }
  }

  @Override
  public void epochEnded(EpochResult result, Encoder encoder) {
    if (!stopped && clock.isDueAfterEpoch()) {
      take();
    }
  }

  /** The one that an interrupted run is resumed from. */
  @Override
  public void trainingStopping() {
    if (!stopped) {
      writing.join();
      take();
      writing.join();
      stopped = true; // an epoch that is not complete ends now
    }
  }

  private void take() {
    if (!writing.isDone()) {
      return;
    }
    long start = System.nanoTime();
    try {
      TrainingState state = Objects.requireNonNull(control).state();
      if (validation != null) {
        validation.saveState(state.values().part(VALIDATION));
      }
      recorder.saveState(state.values().part(RunRecorder.PART));
      FolderTrouble.Work recorded = recorder.recorded();
      writing =
          CompletableFuture.runAsync(() -> trouble.attempt(() -> write(state, recorded)), writer);
    } catch (UnsupportedOperationException e) {
      stopped = true;
      say.accept("No checkpoints: " + e.getMessage());
    } catch (OutOfMemoryError e) {
      stopped = true;
      say.accept("No checkpoints from now on: there is no memory for a copy of the weights.");
    }
    long now = System.nanoTime();
    clock.taken(now, now - start);
  }

  private void write(TrainingState state, FolderTrouble.Work recorded) throws IOException {
    if (state.isFinite()) {
      recorded.run();
      state.write(folder.checkpoint());
    }
  }

  /** Waits for the checkpoint that is being written. */
  @Override
  public void close() {
    writer.close();
  }
}
