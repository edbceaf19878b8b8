package io.tercet.sampling;

import io.tercet.tensor.Seed;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Batches of examples of any classes in shuffled order, as from a usual data loader: every example
 * occurs once before any repeats, and at most once in a batch. The number of classes in a batch,
 * and of examples of each, is random.
 *
 * <p>An epoch consists of the complete batches of the data, at least one; the remaining examples
 * begin the next epoch.
 */
final class ShuffledSampler implements BatchSource {
  private final int[] labels;
  private final int perBatch;
  private final RandomGenerator random;
  private final Deck deck;

  /**
   * @param labels class number of each example
   * @param examples number of examples of a batch, at least 2; if the data has fewer, all of them
   * @param seed its stream "sampling" is drawn from
   * @throws IllegalArgumentException if a batch or the data has fewer than 2 examples
   */
  ShuffledSampler(int[] labels, int examples, Seed seed) {
    if (examples < 2 || labels.length < 2) {
      throw new IllegalArgumentException(
          "a batch has at least 2 examples, found batches of %d from %d examples"
              .formatted(examples, labels.length));
    }
    this.labels = labels.clone();
    this.perBatch = Math.min(examples, labels.length);
    this.random = seed.stream("sampling");
    this.deck = new Deck(IntStream.range(0, labels.length).toArray());
  }

  @Override
  public int stepsPerEpoch() {
    return labels.length / perBatch;
  }

  @Override
  public Batch room() {
    return Batch.ofExamples(perBatch);
  }

  @Override
  public void drawInto(Batch batch) {
    deck.deal(perBatch, batch.examples(), 0, random);
    for (int i = 0; i < perBatch; i++) {
      batch.labels()[i] = labels[batch.examples()[i]];
    }
  }
}
