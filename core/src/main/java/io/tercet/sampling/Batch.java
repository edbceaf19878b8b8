package io.tercet.sampling;

/**
 * The examples of one training step.
 *
 * @param examples index of each row's example in the data set [n]; shared
 * @param labels class number of each row's example [n]; shared
 * @param triplets number of triplets N chosen by the sampler, stored as blocks: rows 0 to N - 1 are
 *     anchors, N to 2 N - 1 their positives, 2 N to 3 N - 1 their negatives. 0 if a miner or the
 *     loss chooses
 */
@SuppressWarnings("ArrayRecordComponent")
public record Batch(int[] examples, int[] labels, int triplets) {

  /**
   * Checks the numbers of rows; arrays are shared.
   *
   * @throws IllegalArgumentException if there are more or fewer labels than examples, or a batch of
   *     triplets does not have three rows for each
   */
  public Batch {
    if (examples.length != labels.length) {
      throw new IllegalArgumentException(
          "%d examples and %d labels".formatted(examples.length, labels.length));
    }
    if (triplets != 0 && examples.length != 3 * triplets) {
      throw new IllegalArgumentException(
          "%d triplets take %d rows, found %d".formatted(triplets, 3 * triplets, examples.length));
    }
  }

  /**
   * Allocates a batch of triplets, to be filled by a sampler.
   *
   * @param triplets the number of triplets
   * @return a batch of 3 x triplets rows, all 0
   */
  public static Batch ofTriplets(int triplets) {
    return new Batch(new int[3 * triplets], new int[3 * triplets], triplets);
  }

  /**
   * Allocates a batch of examples, to be filled by a sampler.
   *
   * @param examples the number of examples
   * @return a batch of that many rows, all 0
   */
  public static Batch ofExamples(int examples) {
    return new Batch(new int[examples], new int[examples], 0);
  }

  /** {@return the number of rows, n} */
  public int size() {
    return examples.length;
  }

  /** {@return the number of triplets, or of examples if a miner or the loss chooses} */
  public int items() {
    return triplets == 0 ? examples.length : triplets;
  }

  /**
   * {@return the example of the anchor of triplet {@code i}}
   *
   * @param i from 0 to {@code triplets() - 1}
   */
  public int anchor(int i) {
    return examples[i];
  }

  /**
   * {@return the example of the positive of triplet {@code i}}
   *
   * @param i from 0 to {@code triplets() - 1}
   */
  public int positive(int i) {
    return examples[triplets + i];
  }

  /**
   * {@return the example of the negative of triplet {@code i}}
   *
   * @param i from 0 to {@code triplets() - 1}
   */
  public int negative(int i) {
    return examples[2 * triplets + i];
  }
}
