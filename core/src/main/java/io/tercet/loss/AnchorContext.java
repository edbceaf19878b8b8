package io.tercet.loss;

import io.tercet.loss.engine.TripletHingeCounter;
import io.tercet.mining.AnchorRow;
import io.tercet.mining.TripletRange;
import io.tercet.tensor.Seed;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a loss works on one anchor: the row it reads, the gradients and the terms it writes. Holds
 * one anchor after the other; for one thread.
 */
public final class AnchorContext {
  private final AnchorRow row;
  private final AnchorRow mined;
  private float[] positiveGradients = new float[0];
  private float[] negativeGradients = new float[0];
  private final LossAccumulator positives = new LossAccumulator();
  private final LossAccumulator negatives = new LossAccumulator();
  private final TripletHingeCounter counter = new TripletHingeCounter();

  /**
   * Without an anchor.
   *
   * @param similarity whether the loss's distance is a similarity
   * @param minerSimilarity whether the miner's distance is a similarity; null if it has no other
   *     than the loss's
   * @param seed what miners draw from
   */
  public AnchorContext(boolean similarity, @Nullable Boolean minerSimilarity, Seed seed) {
    row = new AnchorRow(similarity, seed);
    mined = minerSimilarity == null ? row : new AnchorRow(minerSimilarity, seed);
  }

  /** {@return the distances to the references} */
  public AnchorRow row() {
    return row;
  }

  /**
   * {@return the distances by which the miner selects; {@link #row()} itself where the miner has
   * the distance of the loss}
   */
  public AnchorRow mined() {
    return mined;
  }

  /** {@return the gradient with respect to the distance of each positive; 0 before} */
  public float[] positiveGradients() {
    return positiveGradients;
  }

  /** {@return the gradient with respect to the distance of each negative; 0 before} */
  public float[] negativeGradients() {
    return negativeGradients;
  }

  /** {@return the terms; all of them, unless pairs are reduced apart} */
  public LossAccumulator positives() {
    return positives;
  }

  /** {@return the terms of negative pairs where pairs are reduced apart} */
  public LossAccumulator negatives() {
    return negatives;
  }

  /**
   * Adds the hinge max(margin - gap, 0) of all triplets of {@link #row} whose gap is in the range,
   * and their gradients, without visiting them: in time of the order of positives plus negatives.
   *
   * @param range the gaps of the triplets that count
   * @param margin the margin of the loss, at least 0
   */
  public void addTripletHinges(TripletRange range, double margin) {
    counter.count(this, range, margin);
  }

  /** Forgets the anchor before, once the row is at the next. */
  public void clear() {
    if (positiveGradients.length < row.positives().length) {
      positiveGradients = new float[row.positives().length];
      negativeGradients = new float[row.negatives().length];
    }
    Arrays.fill(positiveGradients, 0, row.positiveCount(), 0);
    Arrays.fill(negativeGradients, 0, row.negativeCount(), 0);
    positives.clear();
    negatives.clear();
  }
}
