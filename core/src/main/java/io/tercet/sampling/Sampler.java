package io.tercet.sampling;

import io.tercet.data.Dataset;
import io.tercet.tensor.Seed;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * Which examples make a batch, as a value: a record that checks itself and is written to JSON with
 * all its constants. Anybody may implement it. Implementations are immutable: what changes from
 * batch to batch is in the {@link BatchSource}.
 */
@JsonSerialize(using = SamplerJson.Writer.class)
@JsonDeserialize(using = SamplerJson.Reader.class)
public interface Sampler {

  /** Most rows of a batch; of small data there may be fewer. */
  int rows();

  /**
   * The batches of one training.
   *
   * @param seed where all of its randomness comes from
   * @throws IllegalArgumentException if such batches cannot be made of the data
   */
  BatchSource bind(Dataset data, Seed seed);

  /**
   * Whether it chooses triplets; else which pairs or triplets of a batch count is left to the loss.
   */
  default boolean choosesTriplets() {
    return false;
  }

  /** What a batch is counted in: "triplets" or "examples". */
  default String unit() {
    return choosesTriplets() ? "triplets" : "examples";
  }

  /** In a few words: "10 classes x 50 examples". */
  default String description() {
    return "%s %s".formatted(choosesTriplets() ? rows() / 3 : rows(), unit());
  }

  /**
   * What was done, in a few words.
   *
   * @param batchRows examples of a batch as it was: of small data it may be smaller than set
   */
  default String description(int batchRows) {
    return batchRows < rows()
        ? "%s %s (%s set: the data has no more)"
            .formatted(choosesTriplets() ? batchRows / 3 : batchRows, unit(), description())
        : description();
  }
}
