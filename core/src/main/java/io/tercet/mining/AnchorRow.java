package io.tercet.mining;

import io.tercet.kernel.KernelChoice;
import io.tercet.kernel.Kernels;
import io.tercet.sampling.ClassIndex;
import io.tercet.tensor.Seed;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One anchor as seen by a miner or loss: its distances to the positives (same class, not itself)
 * and to the negatives, each contiguous in an array. Positives and negatives are numbered from 0 in
 * the order of the references sorted by class. Reused for one anchor after the other; not
 * thread-safe.
 */
public final class AnchorRow {
  private static final int NONE = -1;

  private final boolean similarity;
  private final Seed seed;
  private float[] positives = new float[0];
  private float[] negatives = new float[0];
  private float[] allPositives = new float[0];
  private float[] allNegatives = new float[0];
  private @Nullable PairSelection selection;
  private int positiveCount;
  private int negativeCount;
  private int allPositiveCount;
  private int allNegativeCount;
  private int size;
  private int classStart;
  private int classEnd;
  private int self;
  private int anchor;
  private int anchors;
  private int dimensions;
  private long step;

  /**
   * Creates a row without an anchor.
   *
   * @param similarity whether larger values mean closer embeddings
   * @param seed seed of {@link #random()}
   */
  public AnchorRow(boolean similarity, Seed seed) {
    this.similarity = similarity;
    this.seed = seed;
  }

  /**
   * Moves on to a batch.
   *
   * @param step index of the training step, for {@link #random()}
   * @param anchors the number of anchors of the batch
   * @param dimensions of the embeddings
   */
  public void start(long step, int anchors, int dimensions) {
    this.step = step;
    this.dimensions = dimensions;
    this.anchors = anchors;
  }

  /** {@return the number of dimensions of the embeddings} */
  public int dimensions() {
    return dimensions;
  }

  /**
   * Moves on to an anchor.
   *
   * @param anchor its number in the batch
   * @param references classes of the references, in whose order the values are
   * @param label class of the anchor
   * @param self index of the anchor itself in that order, or -1
   * @param values distance to each reference, from {@code offset} on
   * @param offset the index of the first distance in {@code values}
   */
  public void moveTo(
      int anchor, ClassIndex references, int label, int self, float[] values, int offset) {
    size = references.count();
    boolean known = label < references.classes();
    classStart = known ? references.start(label) : size;
    classEnd = known ? classStart + references.count(label) : size;
    this.self = self;
    this.anchor = anchor;
    selection = null;
    grow();
    if (self == NONE) {
      positiveCount = copy(values, offset, classStart, classEnd, positives, 0);
    } else {
      positiveCount = copy(values, offset, classStart, self, positives, 0);
      positiveCount = copy(values, offset, self + 1, classEnd, positives, positiveCount);
    }
    negativeCount = copy(values, offset, 0, classStart, negatives, 0);
    negativeCount = copy(values, offset, classEnd, size, negatives, negativeCount);
  }

  private void grow() {
    if (positives.length < size) {
      positives = new float[size];
      negatives = new float[size];
      allPositives = new float[size];
      allNegatives = new float[size];
    }
  }

  private static int copy(float[] values, int offset, int from, int to, float[] target, int at) {
    System.arraycopy(values, offset + from, target, at, to - from);
    return at + to - from;
  }

  /** {@return whether larger values mean closer embeddings} */
  public boolean isSimilarity() {
    return similarity;
  }

  /**
   * {@return 1, or -1 for a similarity: multiplied by it, smaller values mean closer embeddings}
   */
  public float sign() {
    return similarity ? -1 : 1;
  }

  /** {@return the distances to the positives; the first {@link #positiveCount()} count} */
  public float[] positives() {
    return positives;
  }

  /** {@return the number of positives} */
  public int positiveCount() {
    return positiveCount;
  }

  /** {@return the distances to the negatives; the first {@link #negativeCount()} count} */
  public float[] negatives() {
    return negatives;
  }

  /** {@return the number of negatives} */
  public int negativeCount() {
    return negativeCount;
  }

  /**
   * {@return the place of positive {@code i} in the order of the references}
   *
   * @param i from 0 to {@code positiveCount() - 1}
   */
  public int positivePlace(int i) {
    int place = classStart + (selection == null ? i : numberOf(i, selection.positives()));
    return self == NONE || place < self ? place : place + 1;
  }

  /**
   * {@return the place of negative {@code i} in the order of the references}
   *
   * @param i from 0 to {@code negativeCount() - 1}
   */
  public int negativePlace(int i) {
    int number = selection == null ? i : numberOf(i, selection.negatives());
    return number < classStart ? number : number + classEnd - classStart;
  }

  /** Number before the selection of the one that is now number {@code i}. */
  private static int numberOf(int i, long[] bits) {
    int left = i;
    for (int word = 0; ; word++) {
      int count = Long.bitCount(bits[word]);
      if (left < count) {
        long rest = bits[word];
        for (; left > 0; left--) {
          rest &= rest - 1;
        }
        return (word << 6) + Long.numberOfTrailingZeros(rest);
      }
      left -= count;
    }
  }

  /** {@return the number of the anchor in its batch} */
  public int anchor() {
    return anchor;
  }

  /** {@return the number of anchors of the batch} */
  public int anchors() {
    return anchors;
  }

  /** {@return the randomness of this anchor in this step, the same on any number of threads} */
  public RandomGenerator random() {
    return seed.stream("mining", step * anchors + anchor);
  }

  /**
   * Keeps only selected positives and negatives, renumbered, for a loss after a pair miner.
   *
   * @param kept not copied; must not change until the next anchor
   */
  public void keep(PairSelection kept) {
    selection = kept;
    allPositiveCount = positiveCount;
    allNegativeCount = negativeCount;
    Kernels kernels = KernelChoice.best();
    positiveCount = kernels.compress(positiveCount, kept.positives(), positives, positives);
    negativeCount = kernels.compress(negativeCount, kept.negatives(), negatives, negatives);
  }

  /**
   * Scatters a value of each positive and negative to its index among the references, and 0
   * elsewhere.
   *
   * @param ofPositives the value of each positive
   * @param ofNegatives the value of each negative
   * @param target receives a value for each reference
   * @param offset the index of the first of them in {@code target}
   */
  public void scatter(float[] ofPositives, float[] ofNegatives, float[] target, int offset) {
    if (selection == null) {
      scatterAll(ofPositives, ofNegatives, target, offset);
      return;
    }
    Kernels kernels = KernelChoice.best();
    kernels.expand(allPositiveCount, selection.positives(), ofPositives, allPositives);
    kernels.expand(allNegativeCount, selection.negatives(), ofNegatives, allNegatives);
    scatterAll(allPositives, allNegatives, target, offset);
  }

  private void scatterAll(float[] ofPositives, float[] ofNegatives, float[] target, int offset) {
    System.arraycopy(ofNegatives, 0, target, offset, classStart);
    System.arraycopy(ofNegatives, classStart, target, offset + classEnd, size - classEnd);
    if (self == NONE) {
      System.arraycopy(ofPositives, 0, target, offset + classStart, classEnd - classStart);
      return;
    }
    int before = self - classStart;
    int after = classEnd - self - 1;
    System.arraycopy(ofPositives, 0, target, offset + classStart, before);
    System.arraycopy(ofPositives, before, target, offset + self + 1, after);
    target[offset + self] = 0;
  }
}
