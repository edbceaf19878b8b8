package io.tercet.sampling;

import io.tercet.data.Dataset;
import io.tercet.tensor.Checks;
import io.tercet.tensor.Seed;

/**
 * Batches of P classes with K examples each, "P x K" (Hermans, Beyer and Leibe 2017), drawn by
 * {@link ClassBalancedSampler}.
 *
 * @param classes P, at least 2; if the data has fewer, all of them
 * @param examplesPerClass K, at least 2
 */
public record ClassBalanced(int classes, int examplesPerClass) implements Sampler {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is less than 2, or their product is more than 16,384
   */
  public ClassBalanced {
    Checks.requireAtLeast("classes", 2, classes);
    Checks.requireAtLeast("examplesPerClass", 2, examplesPerClass);
    if ((long) classes * examplesPerClass > Shuffled.MAX_EXAMPLES) {
      throw new IllegalArgumentException(
          "classes: found %d x %d, expected at most %d examples"
              .formatted(classes, examplesPerClass, Shuffled.MAX_EXAMPLES));
    }
  }

  @Override
  public int rows() {
    return classes * examplesPerClass;
  }

  @Override
  public BatchSource bind(Dataset data, Seed seed) {
    return new ClassBalancedSampler(data.labels(), classes, examplesPerClass, seed);
  }

  @Override
  public String description() {
    return classes + " classes x " + examplesPerClass + " examples";
  }

  @Override
  public String description(int batchRows) {
    int done = batchRows / examplesPerClass;
    return done < classes
        ? "%s classes x %s examples (%s classes set: the data has no more)"
            .formatted(done, examplesPerClass, classes)
        : description();
  }
}
