package io.tercet.sampling;

import io.tercet.data.Dataset;
import io.tercet.tensor.Checks;
import io.tercet.tensor.Seed;

/**
 * Examples of any classes in shuffled order.
 *
 * @param examples of a batch, 2 to {@value #MAX_EXAMPLES}
 */
public record Shuffled(int examples) implements Sampler {
  /** Maximum number of rows of a batch for losses over all pairs: two matrices of 1 GB. */
  static final int MAX_EXAMPLES = 1 << 14;

  /**
   * Checks the number of examples.
   *
   * @throws IllegalArgumentException if it is not 2 to 16,384
   */
  public Shuffled {
    Checks.requireInRange("examples", 2, MAX_EXAMPLES, examples);
  }

  @Override
  public int rows() {
    return examples;
  }

  @Override
  public BatchSource bind(Dataset data, Seed seed) {
    return new ShuffledSampler(data.labels(), examples, seed);
  }
}
