package io.tercet.loss;

import io.tercet.distance.PairMatrix;
import io.tercet.math.Matrix;
import io.tercet.math.Shards;
import io.tercet.math.Workers;
import io.tercet.mining.AnchorRow;
import io.tercet.mining.PairMiner;
import io.tercet.mining.PairSelection;
import io.tercet.nn.EmbeddingGradient;
import io.tercet.sampling.Batch;
import org.jspecify.annotations.Nullable;

/**
 * A loss over the pairs of a batch, anchor by anchor.
 *
 * @param loss what the pairs of an anchor cost
 * @param miner which pairs count, or null for all
 */
public record PairObjective(AnchorLoss loss, @Nullable PairMiner miner) implements Objective {
  private static final int ROWS = 32;

  @Override
  public LossValue evaluate(
      Batch batch, Matrix embeddings, EmbeddingGradient gradient, Workers workers) {
    PairMatrix pairs = new PairMatrix(loss.distance(), embeddings, workers);
    PairMatrix mined =
        miner == null || miner.distance().equals(loss.distance())
            ? pairs
            : new PairMatrix(miner.distance(), embeddings, workers);
    int n = embeddings.rows();
    Matrix slopes = Matrix.zeros(n, n);
    PartialLoss[] positives = new PartialLoss[n];
    PartialLoss[] negatives = new PartialLoss[n];
    Shards shards = Shards.ofSize(n, ROWS);
    workers.run(
        shards.count(),
        shard -> {
          AnchorRow row = new AnchorRow(batch.labels());
          PairSelection selection = new PairSelection(n);
          for (int i = shards.from(shard); i < shards.to(shard); i++) {
            positives[i] = new PartialLoss();
            negatives[i] = new PartialLoss();
            row.moveTo(i);
            if (miner != null) {
              row.look(mined.values().data(), miner.distance().isSimilarity());
              miner.mine(row, selection);
              row.keep(selection);
            }
            row.look(pairs.values().data(), loss.distance().isSimilarity());
            loss.evaluate(row, slopes.data(), i * n, positives[i], negatives[i]);
          }
        });
    return reduce(
        batch, pairs, slopes, PartialLoss.total(positives), PartialLoss.total(negatives), gradient);
  }

  private LossValue reduce(
      Batch batch,
      PairMatrix pairs,
      Matrix slopes,
      PartialLoss positives,
      PartialLoss negatives,
      EmbeddingGradient gradient) {
    double positiveDivisor = loss.reducer().divisor(positives.all, positives.nonZero);
    double negativeDivisor = loss.reducer().divisor(negatives.all, negatives.nonZero);
    if (loss.reducesPairsApart()) {
      scaleNegatives(batch.labels(), slopes, (float) (positiveDivisor / negativeDivisor));
    }
    PairGradients.finish(pairs, slopes, (float) (1 / positiveDivisor), gradient);
    long all = positives.all + negatives.all;
    double active = all == 0 ? 0 : (positives.nonZero + negatives.nonZero) / (double) all;
    return new LossValue(positives.sum / positiveDivisor + negatives.sum / negativeDivisor, active);
  }

  private static void scaleNegatives(int[] labels, Matrix slopes, float scale) {
    int n = labels.length;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (labels[i] != labels[j]) {
          slopes.data()[i * n + j] *= scale;
        }
      }
    }
  }

  @Override
  public String description() {
    return miner == null ? loss.description() : loss.description() + ", mined by " + miner;
  }
}
