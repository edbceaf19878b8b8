package io.tercet.train;

import io.tercet.loss.Objective;
import io.tercet.nn.Encoder;
import java.util.List;

/**
 * What a training left.
 *
 * @param encoder the trained encoder
 * @param objective what was made small, with what it learned itself
 * @param stepsPerEpoch steps of a whole epoch
 * @param batchRows examples of a batch as it was; a data set may have fewer classes or examples
 *     than the settings say
 * @param epochs each finished epoch
 * @param stopped whether it was asked to stop before its last step
 */
public record TrainingResult(
    Encoder encoder,
    Objective objective,
    int stepsPerEpoch,
    int batchRows,
    List<EpochResult> epochs,
    boolean stopped) {

  /** Copies the list. */
  public TrainingResult {
    epochs = List.copyOf(epochs);
  }
}
