package io.tercet.loss;

import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * What training makes small, as a value: a record that checks itself and is written to JSON with
 * all its constants. Anybody may implement it; a loss from outside the library trains as those
 * inside do. Implementations are immutable: what changes from step to step is in the {@link
 * Objective}.
 */
@JsonSerialize(using = LossJson.Writer.class)
@JsonDeserialize(using = LossJson.Reader.class)
public interface Loss {

  /**
   * {@return the loss for one training}
   *
   * @param context the encoder, the classes and the seed of the training
   * @throws IllegalArgumentException if it cannot be used with such an encoder or such data
   */
  Objective bind(LossContext context);

  /**
   * {@return whether it looks at the triplets that a sampler chose; else at the whole batch, whose
   * examples it compares by their classes}
   */
  default boolean usesSampledTriplets() {
    return false;
  }

  /** {@return the formula and constants in a few words: "mean-square triplet loss, margin 0.2"} */
  default String description() {
    return Descriptions.of(this);
  }
}
