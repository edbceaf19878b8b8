package io.tercet.loss;

import io.tercet.distance.Distance;
import io.tercet.distance.DistanceTiles;
import io.tercet.distance.GradientSums;
import io.tercet.loss.engine.SortedEmbeddings;
import io.tercet.mining.AnchorRow;
import io.tercet.mining.TripletMiner;
import io.tercet.nn.EmbeddingGradient;
import io.tercet.parallel.Workers;
import io.tercet.sampling.Batch;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.SavedState;
import io.tercet.tensor.Seed;

/**
 * Triplet margin loss with swap (Balntas, Riba, Ponsa and Mikolajczyk 2016, "Learning local feature
 * descriptors with triplets and shallow convolutional neural networks"): the negative's distance is
 * the smaller of d(a, n) and d(p, n).
 *
 * <p>A triplet looks at the row of its positive too, so all distances are there at once, two n x n
 * matrices, and one thread goes over the triplets. Positive and negative are always of the batch
 * itself; PyTorch Metric Learning with a reference set of its own mixes up the two sets here.
 */
final class SwappedTripletObjective implements Objective {
  private final TripletMiner miner;
  private final TripletMarginLoss loss;
  private final Seed seed;
  private final SortedEmbeddings side;
  private final DistanceTiles tiles;
  private final GradientSums sums = new GradientSums(true);
  private float[] values = new float[0];
  private float[] gradients = new float[0];
  private long step;

  /**
   * @param miner which triplets count; its distance is the loss's or none
   * @param loss what each of them costs
   * @param seed what miners draw from
   */
  SwappedTripletObjective(TripletMiner miner, TripletMarginLoss loss, Seed seed) {
    Distance mined = miner.distance();
    if (mined != null && !mined.equals(loss.distance())) {
      throw new IllegalArgumentException(
          "with swap miner and loss look at one distance, found %s and %s"
              .formatted(mined, loss.distance()));
    }
    this.miner = miner;
    this.loss = loss;
    this.seed = seed;
    this.side = new SortedEmbeddings(loss.distance(), null);
    this.tiles = new DistanceTiles(loss.distance(), side.vectors(), side.vectors());
  }

  @Override
  public LossValue evaluate(
      Batch batch, Matrix embeddings, EmbeddingGradient gradient, Workers workers) {
    int n = batch.size();
    side.set(embeddings, batch.labels(), workers);
    int entries = Math.multiplyExact(n, n);
    if (values.length < entries) {
      values = new float[entries];
    }
    gradients = new float[entries];
    tiles.compute(0, n, values);
    LossAccumulator total = evaluateTriplets(n, embeddings.columns());
    tiles.toInnerGradients(entries, values, gradients);
    sums.clear(n, embeddings.columns());
    tiles.addDense(0, n, gradients, 0, sums, sums);
    double divisor = loss.reducer().divisor(total.all(), total.nonZero());
    for (int place = 0; place < n; place++) {
      int at = gradient.matrix().offset(side.row(place));
      float scale = (float) (1 / divisor);
      tiles.finish(side.vectors(), place, sums, scale, gradient.matrix().data(), at);
    }
    gradient.activateNonZero(n);
    double active = total.all() == 0 ? 0 : total.nonZero() / (double) total.all();
    return new LossValue(total.sum() / divisor, active);
  }

  private LossAccumulator evaluateTriplets(int n, int dimensions) {
    step++;
    LossAccumulator total = new LossAccumulator();
    AnchorRow row = new AnchorRow(loss.distance().isSimilarity(), seed);
    row.start(step, n, dimensions);
    for (int anchor = 0; anchor < n; anchor++) {
      int from = anchor * n;
      row.moveTo(anchor, side.classes(), side.label(anchor), anchor, values, from);
      miner.mine(
          row, (p, q) -> add(from, n, row.positivePlace(p), row.negativePlace(q), row, total));
    }
    return total;
  }

  private void add(int from, int n, int p, int q, AnchorRow row, LossAccumulator total) {
    float sign = row.sign();
    int near = from + p;
    int far = from + q;
    int swapped = p * n + q;
    if (sign * values[swapped] < sign * values[far]) {
      far = swapped;
    }
    float violation = sign * (values[near] - values[far]);
    double value = loss.loss(violation);
    total.add(value);
    if (value > 0) {
      float gradient = sign * loss.gradient(violation);
      gradients[near] += gradient;
      gradients[far] -= gradient;
    }
  }

  @Override
  public void saveState(SavedState into) {
    into.put("step", step);
  }

  @Override
  public void restoreState(SavedState from) {
    step = from.number("step");
  }

  @Override
  public String description() {
    return "%s, with swap, mined by %s".formatted(Descriptions.of(loss), Descriptions.of(miner));
  }
}
