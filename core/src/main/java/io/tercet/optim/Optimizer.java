package io.tercet.optim;

import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * How gradients become new weights, as a value: a record that checks itself and is written to JSON
 * with all its constants. Anybody may implement it. Implementations are immutable: what changes
 * from step to step is in the {@link WeightUpdater}.
 */
@JsonSerialize(using = OptimizerJson.Writer.class)
@JsonDeserialize(using = OptimizerJson.Reader.class)
public interface Optimizer {

  /**
   * What updates one set of weights.
   *
   * @param size number of weights
   */
  WeightUpdater bind(int size);

  /**
   * The optimizer of what a loss learns for itself, such as proxies: the same without what holds
   * for the encoder alone, such as weight decay.
   */
  default Optimizer forLossParameters() {
    return this;
  }

  /** The learning rate; NaN where there is none to tell. */
  default double learningRate() {
    return Double.NaN;
  }

  /** In a few words, for a report. */
  default String description() {
    return toString();
  }
}
