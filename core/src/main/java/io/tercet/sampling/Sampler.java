package io.tercet.sampling;

import io.tercet.data.Dataset;
import io.tercet.tensor.Seed;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * Configuration of how batches are sampled: a record that validates itself and is serialized to
 * JSON with all its constants. May be implemented outside the library. Implementations are
 * immutable; mutable state is in the {@link BatchSource}.
 */
@JsonSerialize(using = SamplerJson.Writer.class)
@JsonDeserialize(using = SamplerJson.Reader.class)
public interface Sampler {

  /** {@return the maximum number of rows of a batch; small data may give fewer} */
  int rows();

  /**
   * {@return the batches of one training}
   *
   * @param data the examples to train on, with class numbers
   * @param seed the source of all randomness
   * @throws IllegalArgumentException if such batches cannot be made of the data
   */
  BatchSource bind(Dataset data, Seed seed);

  /**
   * {@return whether it chooses triplets; else a miner or the loss selects pairs or triplets of the
   * batch}
   */
  default boolean choosesTriplets() {
    return false;
  }

  /** {@return the unit of the batch size: "triplets" or "examples"} */
  default String unit() {
    return choosesTriplets() ? "triplets" : "examples";
  }

  /** {@return a short description: "10 classes x 50 examples"} */
  default String description() {
    return "%s %s".formatted(choosesTriplets() ? rows() / 3 : rows(), unit());
  }

  /**
   * {@return a short description of the actual batches}
   *
   * @param batchRows actual number of rows of a batch; with small data it may be smaller than
   *     configured
   */
  default String description(int batchRows) {
    return batchRows < rows()
        ? "%s %s (%s set: the data has no more)"
            .formatted(choosesTriplets() ? batchRows / 3 : batchRows, unit(), description())
        : description();
  }
}
