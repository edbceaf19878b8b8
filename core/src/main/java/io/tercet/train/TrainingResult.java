package io.tercet.train;

import io.tercet.nn.Encoder;
import java.util.List;

/**
 * What a training left.
 *
 * @param encoder the trained encoder
 * @param epochs each finished epoch
 * @param stopped whether it was asked to stop before its last step
 */
public record TrainingResult(Encoder encoder, List<EpochResult> epochs, boolean stopped) {

  public TrainingResult {
    epochs = List.copyOf(epochs);
  }
}
