package io.tercet.optim;

import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * Configuration of an optimizer: a record that validates itself and is serialized to JSON with all
 * its constants. May be implemented outside the library. Implementations are immutable; mutable
 * state is in the {@link WeightUpdater}.
 */
@JsonSerialize(using = OptimizerJson.Writer.class)
@JsonDeserialize(using = OptimizerJson.Reader.class)
public interface Optimizer {

  /**
   * Creates the state for one set of weights.
   *
   * @param size number of weights
   * @return an updater with its initial state
   */
  WeightUpdater bind(int size);

  /**
   * {@return the optimizer of learned parameters of a loss, such as proxies: the same without
   * settings for the encoder only, such as weight decay}
   */
  default Optimizer forLossParameters() {
    return this;
  }

  /** {@return the learning rate; NaN if not applicable} */
  default double learningRate() {
    return Double.NaN;
  }

  /** {@return a short description for reports} */
  default String description() {
    return toString();
  }
}
