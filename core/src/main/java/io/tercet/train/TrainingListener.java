package io.tercet.train;

import io.tercet.loss.LossValue;
import io.tercet.nn.Encoder;
import io.tercet.sampling.Batch;
import io.tercet.tensor.Matrix;

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
   * The loss of a batch was computed; the optimizer step follows.
   *
   * @param embeddings [n x d]; as the batch, good during this call only
   */
  default void batchEvaluated(int epoch, Batch batch, Matrix embeddings) {}

  /**
   * A step is done.
   *
   * @param step its number within the epoch, from 1
   */
  default void stepEnded(int epoch, int step, LossValue loss) {}

  /** An epoch is done. */
  default void epochEnded(EpochResult result, Encoder encoder) {}
}
