package io.tercet.sampling;

import io.tercet.tensor.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Batches of P classes with K examples each, "P x K" (Hermans, Beyer and Leibe 2017).
 *
 * <p>Classes are dealt from a shuffled deck of all classes, reshuffled when it is used up, so the
 * numbers of times that classes were drawn differ by at most one. A class occurs at most once in a
 * batch. Examples of a class are dealt from a deck of their own in the same way, so every example
 * occurs once before any repeats; a class with fewer than K examples draws them with replacement.
 * The number of batches of an epoch is the number of examples divided by P x K, rounded down, at
 * least one. Only data of a single class gives batches of a single class.
 */
final class ClassBalancedSampler implements BatchSource {
  private final ClassIndex index;
  private final int perBatch;
  private final int perClass;
  private final RandomGenerator random;
  private final Deck classes;
  private final Deck[] examples;
  private final int[] chosen;

  /**
   * @param labels class number of each example
   * @param classesPerBatch P, at least 2; if the data has fewer classes, all of them
   * @param examplesPerClass K, at least 2
   * @param seed its stream "sampling" is drawn from
   * @throws IllegalArgumentException if P or K is below 2, or there is no example
   */
  ClassBalancedSampler(int[] labels, int classesPerBatch, int examplesPerClass, Seed seed) {
    if (classesPerBatch < 2 || examplesPerClass < 2) {
      throw new IllegalArgumentException(
          "a batch has at least 2 classes of 2 examples, found %d of %d"
              .formatted(classesPerBatch, examplesPerClass));
    }
    this.index = new ClassIndex(labels);
    int[] present = IntStream.range(0, index.classes()).filter(c -> index.count(c) > 0).toArray();
    if (present.length == 0) {
      throw new IllegalArgumentException("a batch needs examples, found none");
    }
    this.random = seed.stream("sampling");
    this.perBatch = Math.min(classesPerBatch, present.length);
    this.perClass = examplesPerClass;
    this.chosen = new int[perBatch];
    this.classes = new Deck(present);
    this.examples = new Deck[index.classes()];
    for (int c : present) {
      examples[c] =
          new Deck(
              IntStream.range(0, index.count(c)).map(i -> index.at(index.start(c) + i)).toArray());
    }
  }

  /** {@return the number of examples of a batch} */
  int batchSize() {
    return perBatch * perClass;
  }

  @Override
  public int stepsPerEpoch() {
    return Math.max(1, index.count() / batchSize());
  }

  @Override
  public Batch room() {
    return Batch.ofExamples(batchSize());
  }

  @Override
  public void drawInto(Batch batch) {
    classes.deal(perBatch, chosen, 0, random);
    for (int p = 0; p < perBatch; p++) {
      int label = chosen[p];
      dealExamples(label, batch.examples(), p * perClass);
      Arrays.fill(batch.labels(), p * perClass, (p + 1) * perClass, label);
    }
  }

  private void dealExamples(int label, int[] batch, int from) {
    int count = index.count(label);
    if (count >= perClass) {
      examples[label].deal(perClass, batch, from, random);
      return;
    }
    for (int k = 0; k < perClass; k++) {
      batch[from + k] = index.at(index.start(label) + random.nextInt(count));
    }
  }
}
