package io.tercet.sampling;

import io.tercet.tensor.Seed;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * User-supplied triplets in shuffled order: each occurs once before any repeats. Classes are
 * ignored.
 */
final class ListedTripletSampler implements BatchSource {
  private final int[] labels;
  private final int[] listed;
  private final int triplets;
  private final RandomGenerator random;
  private final Deck deck;
  private final int[] chosen;

  /**
   * @param labels class number of each example
   * @param listed anchor, positive, negative of one triplet after the other, by example
   * @param triplets number of triplets of a batch; if the list has fewer, all of them
   * @param seed its stream "sampling" is drawn from
   * @throws IllegalArgumentException if the list is empty or contains an invalid example number
   */
  ListedTripletSampler(int[] labels, int[] listed, int triplets, Seed seed) {
    if (listed.length == 0 || listed.length % 3 != 0 || triplets < 1) {
      throw new IllegalArgumentException(
          "a list of triplets has three examples each, found %d examples for batches of %d"
              .formatted(listed.length, triplets));
    }
    for (int example : listed) {
      if (example < 0 || example >= labels.length) {
        throw new IllegalArgumentException(
            "a triplet names example %d, expected 0 to %d".formatted(example, labels.length - 1));
      }
    }
    this.labels = labels.clone();
    this.listed = listed.clone();
    this.triplets = Math.min(triplets, listed.length / 3);
    this.chosen = new int[this.triplets];
    this.random = seed.stream("sampling");
    this.deck = new Deck(IntStream.range(0, listed.length / 3).toArray());
  }

  @Override
  public int stepsPerEpoch() {
    return listed.length / 3 / triplets;
  }

  @Override
  public Batch room() {
    return Batch.ofTriplets(triplets);
  }

  @Override
  public void drawInto(Batch batch) {
    int[] examples = batch.examples();
    int[] classes = batch.labels();
    deck.deal(triplets, chosen, 0, random);
    for (int i = 0; i < triplets; i++) {
      for (int role = 0; role < 3; role++) {
        int example = listed[3 * chosen[i] + role];
        examples[role * triplets + i] = example;
        classes[role * triplets + i] = labels[example];
      }
    }
  }
}
