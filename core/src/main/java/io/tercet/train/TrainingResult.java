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
 * @param epochs each finished epoch
 * @param stopped whether it was asked to stop before its last step
 */
public record TrainingResult(
    Encoder encoder,
    Objective objective,
    int stepsPerEpoch,
    List<EpochResult> epochs,
    boolean stopped) {

  public TrainingResult {
    epochs = List.copyOf(epochs);
  }
}
