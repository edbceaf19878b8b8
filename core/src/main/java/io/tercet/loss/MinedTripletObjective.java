package io.tercet.loss;

import io.tercet.distance.PairMatrix;
import io.tercet.math.Matrix;
import io.tercet.math.Shards;
import io.tercet.math.Workers;
import io.tercet.mining.AnchorRow;
import io.tercet.mining.TripletMiner;
import io.tercet.nn.EmbeddingGradient;
import io.tercet.sampling.Batch;

/**
 * Triplet margin loss over the triplets that a miner finds in the batch. Triplets are never listed:
 * each anchor's pass by, and what stays is their slopes with respect to the distances [n x n].
 *
 * @param miner which triplets count
 * @param loss what each of them costs
 */
public record MinedTripletObjective(TripletMiner miner, TripletMarginLoss loss)
    implements Objective {
  private static final int ROWS = 32;

  @Override
  public LossValue evaluate(
      Batch batch, Matrix embeddings, EmbeddingGradient gradient, Workers workers) {
    PairMatrix pairs = new PairMatrix(loss.distance(), embeddings, workers);
    PairMatrix mined =
        miner.distance().equals(loss.distance())
            ? pairs
            : new PairMatrix(miner.distance(), embeddings, workers);
    int n = embeddings.rows();
    Matrix slopes = Matrix.zeros(n, n);
    PartialLoss[] partials = new PartialLoss[n];
    // With swap a triplet's slope may fall on the row of its positive: one thread then.
    Shards shards = loss.swap() ? new Shards(n, 1) : Shards.ofSize(n, ROWS);
    workers.run(
        shards.count(),
        shard -> {
          AnchorRow row = new AnchorRow(batch.labels());
          for (int i = shards.from(shard); i < shards.to(shard); i++) {
            partials[i] = evaluateAnchor(row, i, pairs, mined, slopes);
          }
        });
    PartialLoss total = PartialLoss.total(partials);
    double divisor = loss.reducer().divisor(total.all, total.nonZero);
    PairGradients.finish(pairs, slopes, (float) (1 / divisor), gradient);
    return new LossValue(
        total.sum / divisor, total.all == 0 ? 0 : total.nonZero / (double) total.all);
  }

  private PartialLoss evaluateAnchor(
      AnchorRow row, int anchor, PairMatrix pairs, PairMatrix mined, Matrix slopes) {
    PartialLoss partial = new PartialLoss();
    boolean similarity = loss.distance().isSimilarity();
    float[] values = pairs.values().data();
    int n = row.size();
    float towards = similarity ? -1 : 1;
    row.moveTo(anchor);
    row.look(mined.values().data(), miner.distance().isSimilarity());
    miner.mine(
        row,
        (p, q) -> {
          int near = anchor * n + p;
          int far = anchor * n + q;
          if (loss.swap() && towards * values[p * n + q] < towards * values[far]) {
            far = p * n + q;
          }
          float violation = towards * (values[near] - values[far]);
          double value = loss.loss(violation);
          partial.add(value);
          if (value > 0) {
            float slope = towards * loss.slope(violation);
            slopes.data()[near] += slope;
            slopes.data()[far] -= slope;
          }
        });
    return partial;
  }

  @Override
  public String description() {
    return "%s, mined by %s".formatted(loss, miner);
  }
}
