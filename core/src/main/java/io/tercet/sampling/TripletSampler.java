package io.tercet.sampling;

import io.tercet.tensor.OffHeapInts;
import io.tercet.tensor.Seed;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Random triplets, as the Keras notebook draws them: anchors uniform over the examples, positives
 * uniform over the other examples of the anchor's class, negatives uniform over the examples of all
 * other classes. Examples that are the only one of their class have no positive and are never
 * anchors (they still serve as negatives); see {@link #leftOut()}.
 */
public final class TripletSampler implements BatchSource {
  private final ClassIndex index;

  /** Positions in the index of all anchors; null where every example can be one. */
  private final @Nullable OffHeapInts anchors;

  private final List<Integer> leftOut;
  private final int triplets;
  private final RandomGenerator random;

  /**
   * Creates a sampler, which sorts the examples by class.
   *
   * @param labels class number of each example
   * @param triplets number of triplets of a batch, at least 1
   * @param seed its stream "sampling" is drawn from
   * @throws IllegalArgumentException if there are no two classes, or none has two examples
   */
  public TripletSampler(int[] labels, int triplets, Seed seed) {
    if (triplets < 1) {
      throw new IllegalArgumentException("a batch has at least 1 triplet, found " + triplets);
    }
    this.index = new ClassIndex(labels);
    this.triplets = triplets;
    this.random = seed.stream("sampling");
    this.leftOut =
        IntStream.range(0, index.classes()).filter(c -> index.count(c) == 1).boxed().toList();
    requireTriplets();
    this.anchors = leftOut.isEmpty() ? null : anchors();
  }

  private void requireTriplets() {
    long classes = IntStream.range(0, index.classes()).filter(c -> index.count(c) > 0).count();
    if (classes < 2) {
      throw new IllegalArgumentException(
          "triplets need examples of at least 2 classes, found " + classes);
    }
    if (leftOut.size() == classes) {
      throw new IllegalArgumentException(
          "triplets need a class of at least 2 examples, found %d classes of 1".formatted(classes));
    }
  }

  /** Positions of the examples that have a positive. */
  private OffHeapInts anchors() {
    return new OffHeapInts(
        IntStream.range(0, index.count())
            .filter(position -> index.count(index.labelAt(position)) > 1)
            .toArray());
  }

  /** {@return the classes with a single example, which is never an anchor} */
  public List<Integer> leftOut() {
    return leftOut;
  }

  /** As many triplets as there are examples. */
  @Override
  public int stepsPerEpoch() {
    return Math.max(1, index.count() / triplets);
  }

  @Override
  public Batch room() {
    return Batch.ofTriplets(triplets);
  }

  @Override
  public void drawInto(Batch batch) {
    // All in positions of the index, so that memory is read for the examples alone.
    int[] examples = batch.examples();
    int[] labels = batch.labels();
    for (int i = 0; i < triplets; i++) {
      int drawn = random.nextInt(anchors == null ? index.count() : anchors.size());
      int anchor = anchors == null ? drawn : anchors.get(drawn);
      int label = index.labelAt(anchor);
      int negative = negative(label);
      examples[i] = index.at(anchor);
      labels[i] = label;
      examples[triplets + i] = index.at(positive(anchor, label));
      labels[triplets + i] = label;
      examples[2 * triplets + i] = index.at(negative);
      labels[2 * triplets + i] = index.labelAt(negative);
    }
  }

  /** Uniform over the class without the anchor: a draw at or past the anchor moves up by one. */
  private int positive(int anchor, int label) {
    int drawn = index.start(label) + random.nextInt(index.count(label) - 1);
    return drawn + ifAtLeast(drawn, anchor, 1);
  }

  /** Uniform over all without the class: a draw at or past its start moves up by its size. */
  private int negative(int label) {
    int size = index.count(label);
    int drawn = random.nextInt(index.count() - size);
    return drawn + ifAtLeast(drawn, index.start(label), size);
  }

  /**
   * {@code shift} if {@code drawn} is at least {@code place}, else 0, without a branch, which would
   * be unpredictable.
   */
  private static int ifAtLeast(int drawn, int place, int shift) {
    return shift & ~((drawn - place) >> (Integer.SIZE - 1));
  }
}
