package io.tercet.mining;

import io.tercet.math.Seed;
import io.tercet.sampling.ClassIndex;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * What a miner or a loss sees of one anchor: its distances to the positives (same class, not
 * itself) and to the negatives, each side by side in an array. Positives and negatives are numbered
 * from 0 in the order of the references sorted by class. Holds one anchor after the other.
 */
public final class AnchorRow {
  private static final int NONE = -1;

  private final boolean similarity;
  private final Seed seed;
  private float[] positives = new float[0];
  private float[] negatives = new float[0];
  private int[] keptPositives = new int[0];
  private int[] keptNegatives = new int[0];
  private int positiveCount;
  private int negativeCount;
  private int size;
  private int classStart;
  private int classEnd;
  private int self;
  private boolean filtered;
  private int anchor;
  private int anchors;
  private long step;

  /**
   * @param similarity whether larger values are nearer
   * @param seed where {@link #random()} comes from
   */
  public AnchorRow(boolean similarity, Seed seed) {
    this.similarity = similarity;
    this.seed = seed;
  }

  /** Moves on to a batch: {@code step} counts those of a training, for {@link #random()}. */
  public void start(long step, int anchors) {
    this.step = step;
    this.anchors = anchors;
  }

  /**
   * Moves on to an anchor.
   *
   * @param anchor its number in the batch
   * @param references classes of the references, in whose order the values are
   * @param label class of the anchor
   * @param self place of the anchor itself in that order, or -1
   * @param values distance to each reference, from {@code offset} on
   */
  public void moveTo(
      int anchor, ClassIndex references, int label, int self, float[] values, int offset) {
    size = references.count();
    boolean known = label < references.classes();
    classStart = known ? references.start(label) : size;
    classEnd = known ? classStart + references.count(label) : size;
    this.self = self;
    this.anchor = anchor;
    filtered = false;
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
      keptPositives = new int[size];
      keptNegatives = new int[size];
    }
  }

  private static int copy(float[] values, int offset, int from, int to, float[] target, int at) {
    System.arraycopy(values, offset + from, target, at, to - from);
    return at + to - from;
  }

  /** Whether larger values are nearer. */
  public boolean isSimilarity() {
    return similarity;
  }

  /** 1, or -1 for a similarity: what values are multiplied by so that smaller is nearer. */
  public float sign() {
    return similarity ? -1 : 1;
  }

  /** Distances to the positives; the first {@link #positiveCount()} count. */
  public float[] positives() {
    return positives;
  }

  /** Number of positives. */
  public int positiveCount() {
    return positiveCount;
  }

  /** Distances to the negatives; the first {@link #negativeCount()} count. */
  public float[] negatives() {
    return negatives;
  }

  /** Number of negatives. */
  public int negativeCount() {
    return negativeCount;
  }

  /** Place of positive {@code i} in the order of the references. */
  public int positivePlace(int i) {
    int place = classStart + (filtered ? keptPositives[i] : i);
    return self == NONE || place < self ? place : place + 1;
  }

  /** Place of negative {@code i} in the order of the references. */
  public int negativePlace(int i) {
    int number = filtered ? keptNegatives[i] : i;
    return number < classStart ? number : number + classEnd - classStart;
  }

  /** Number of the anchor in its batch. */
  public int anchor() {
    return anchor;
  }

  /** Number of anchors of the batch. */
  public int anchors() {
    return anchors;
  }

  /** Randomness of this anchor in this step, the same on any number of threads. */
  public RandomGenerator random() {
    return seed.stream("mining", step * anchors + anchor);
  }

  /** Keeps only some positives and negatives, numbered anew, for a loss after a pair miner. */
  public void keep(PairSelection selection) {
    filtered = true;
    positiveCount = selection.copyPositives(keptPositives);
    negativeCount = selection.copyNegatives(keptNegatives);
    compact(positives, keptPositives, positiveCount);
    compact(negatives, keptNegatives, negativeCount);
  }

  private static void compact(float[] values, int[] kept, int count) {
    for (int i = 0; i < count; i++) {
      values[i] = values[kept[i]];
    }
  }

  /**
   * Puts a value for each positive and each negative at its place among the references, and 0
   * elsewhere.
   */
  public void scatter(float[] ofPositives, float[] ofNegatives, float[] target, int offset) {
    if (filtered) {
      Arrays.fill(target, offset, offset + size, 0);
      for (int i = 0; i < positiveCount; i++) {
        target[offset + positivePlace(i)] = ofPositives[i];
      }
      for (int i = 0; i < negativeCount; i++) {
        target[offset + negativePlace(i)] = ofNegatives[i];
      }
      return;
    }
    System.arraycopy(ofNegatives, 0, target, offset, classStart);
    System.arraycopy(ofNegatives, classStart, target, offset + classEnd, size - classEnd);
    if (self == NONE) {
      System.arraycopy(ofPositives, 0, target, offset + classStart, positiveCount);
    } else {
      int before = self - classStart;
      System.arraycopy(ofPositives, 0, target, offset + classStart, before);
      System.arraycopy(ofPositives, before, target, offset + self + 1, positiveCount - before);
      target[offset + self] = 0;
    }
  }
}
