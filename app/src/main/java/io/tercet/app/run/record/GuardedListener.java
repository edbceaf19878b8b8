package io.tercet.app.run.record;

import io.tercet.app.run.FolderTrouble;
import io.tercet.loss.LossValue;
import io.tercet.nn.Encoder;
import io.tercet.sampling.Batch;
import io.tercet.tensor.Matrix;
import io.tercet.train.EpochResult;
import io.tercet.train.TrainingListener;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Disables a recorder on I/O errors instead of failing the training. */
final class GuardedListener implements TrainingListener {
  private final TrainingListener recorder;
  private final FolderTrouble trouble;
  private boolean failed;

  GuardedListener(TrainingListener recorder, FolderTrouble trouble) {
    this.recorder = recorder;
    this.trouble = trouble;
  }

  @Override
  public void trainingStarted(Encoder encoder, int stepsPerEpoch) {
    guard(() -> recorder.trainingStarted(encoder, stepsPerEpoch));
  }

  @Override
  public void trainingResumed(
      Encoder encoder, int stepsPerEpoch, List<EpochResult> epochs, int step) {
    guard(() -> recorder.trainingResumed(encoder, stepsPerEpoch, epochs, step));
  }

  @Override
  public void batchEvaluated(int epoch, Batch batch, Matrix embeddings) {
    guard(() -> recorder.batchEvaluated(epoch, batch, embeddings));
  }

  @Override
  public void stepEnded(int epoch, int step, LossValue loss) {
    guard(() -> recorder.stepEnded(epoch, step, loss));
  }

  @Override
  public void epochEnded(EpochResult result, Encoder encoder) {
    guard(() -> recorder.epochEnded(result, encoder));
  }

  private void guard(Runnable call) {
    if (failed) {
      return;
    }
    try {
      call.run();
    } catch (UncheckedIOException e) {
      failed = true;
      trouble.occurred(Objects.requireNonNull(e.getCause()));
    }
  }
}
