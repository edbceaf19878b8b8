package io.tercet.train;

import io.tercet.loss.LossValue;
import io.tercet.nn.Encoder;
import io.tercet.sampling.Batch;
import io.tercet.tensor.Matrix;
import java.util.List;

/**
 * Is notified of the progress of a training, on the training thread: the encoder does not change
 * during a call. Expensive listeners copy what they need and process it elsewhere.
 */
public interface TrainingListener {

  /**
   * The listener has been taken on by a training that is about to begin.
   *
   * @param control ends or pauses it, at any time
   */
  default void attached(TrainingControl control) {}

  /**
   * Training is about to begin.
   *
   * @param encoder untrained
   * @param stepsPerEpoch steps of each epoch
   */
  default void trainingStarted(Encoder encoder, int stepsPerEpoch) {}

  /**
   * A training is about to continue from a {@link TrainingState}, instead of {@link
   * #trainingStarted}, which it calls unless overridden.
   *
   * @param encoder as it was
   * @param stepsPerEpoch steps of each epoch
   * @param epochs the epochs that are done
   * @param step steps done of the next one
   */
  default void trainingResumed(
      Encoder encoder, int stepsPerEpoch, List<EpochResult> epochs, int step) {
    trainingStarted(encoder, stepsPerEpoch);
  }

  /**
   * The loss of a batch was computed; the optimizer step follows.
   *
   * @param epoch from 1
   * @param batch the examples of the step
   * @param embeddings [n x d]; as the batch, good during this call only
   */
  default void batchEvaluated(int epoch, Batch batch, Matrix embeddings) {}

  /**
   * A step is done.
   *
   * @param epoch from 1
   * @param step its number within the epoch, from 1
   * @param loss the loss of the batch, before the step
   */
  default void stepEnded(int epoch, int step, LossValue loss) {}

  /**
   * Training ends before its last step, since {@link TrainingControl#stop} was called: the last
   * moment at which {@link TrainingControl#state} is that of a training to be resumed. An epoch
   * that is not complete is ended afterwards.
   */
  default void trainingStopping() {}

  /**
   * An epoch is done.
   *
   * @param result its loss and time
   * @param encoder as trained so far; changes with the next step
   */
  default void epochEnded(EpochResult result, Encoder encoder) {}
}
