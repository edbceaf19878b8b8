package io.tercet.train;

import io.tercet.distance.Distance;
import io.tercet.distance.DistanceKind;
import io.tercet.distance.DistanceTiles;
import io.tercet.distance.DistanceVectors;
import io.tercet.loss.AnchorLoss;
import io.tercet.loss.CrossBatchMemory;
import io.tercet.loss.LearnedMarginLoss;
import io.tercet.loss.Loss;
import io.tercet.loss.MinedLoss;
import io.tercet.loss.ProxyLoss;
import io.tercet.loss.ScheduledLoss;
import io.tercet.loss.SumLoss;
import io.tercet.loss.TripletBatchRmsLoss;
import io.tercet.loss.TripletLoss;
import io.tercet.loss.TripletMeanSquareLoss;
import io.tercet.mining.AnchorRow;
import io.tercet.mining.BatchEasyHardMiner;
import io.tercet.mining.TripletMiner;
import io.tercet.parallel.Workers;
import io.tercet.sampling.Batch;
import io.tercet.sampling.ClassIndex;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Seed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The hardest triplets that a training step has learned from, for people to look at: those of the
 * sampler, or those of the miner; where the loss is over pairs or proxies and has no triplets, the
 * farthest positive and the nearest negative of each example of the batch. Miners that draw draw
 * again, since only the embeddings of a step are kept.
 *
 * @param triplets the hardest first: by how much farther the positive is than the negative
 * @param rule who picked them, in words
 * @param distance what they are compared by
 * @param margin how much farther negatives should be than positives, or null where the loss has no
 *     triplets
 */
public record HardestTriplets(
    List<Triplet> triplets, String rule, Distance distance, @Nullable Double margin) {
  private static final Distance MEAN_SQUARED = new Distance(DistanceKind.MEAN_SQUARED, false);

  /** Copies the list. */
  public HardestTriplets {
    triplets = List.copyOf(triplets);
  }

  /**
   * A triplet.
   *
   * @param anchor number of its example in the training data
   * @param positive example of the anchor's class
   * @param negative example of another class
   * @param near distance from the anchor to the positive
   * @param far distance from the anchor to the negative
   */
  public record Triplet(int anchor, int positive, int negative, float near, float far) {
    /** Above 0 where the order is wrong. */
    float violation(float sign) {
      return sign * (near - far);
    }
  }

  /**
   * Finds the hardest triplets of a step.
   *
   * @param loss the loss of the training
   * @param epoch of the step, from 1
   * @param batch the examples of the step
   * @param embeddings [n x d] of the batch, before the step
   * @param most the maximum number of triplets to return
   * @param workers the threads that run the tasks
   * @return the triplets, and what they are compared by
   */
  public static HardestTriplets of(
      Loss loss, int epoch, Batch batch, Matrix embeddings, int most, Workers workers) {
    if (batch.triplets() > 0) {
      Distance distance = loss instanceof TripletMeanSquareLoss ? MEAN_SQUARED : Distance.EUCLIDEAN;
      List<Triplet> hardest = hardest(sampled(batch, embeddings, distance, workers), 1, most);
      return new HardestTriplets(hardest, "drawn by the sampler", distance, marginOf(loss));
    }
    Loss core = coreOf(loss, epoch);
    Distance distance = distanceOf(core);
    float sign = distance.isSimilarity() ? -1 : 1;
    if (core instanceof TripletLoss triplets) {
      List<Triplet> mined = mined(triplets.miner(), distance, batch, embeddings, workers);
      return new HardestTriplets(
          hardest(mined, sign, most),
          "mined by " + triplets.miner().description(),
          distance,
          triplets.margin());
    }
    TripletMiner batchHard = BatchEasyHardMiner.batchHard(distance);
    return new HardestTriplets(
        hardest(mined(batchHard, distance, batch, embeddings, workers), sign, most),
        "hardest of the batch",
        distance,
        null);
  }

  /** What stands around a loss does not change which triplets it learns from. */
  private static Loss coreOf(Loss loss, int epoch) {
    return switch (loss) {
      case SumLoss sum -> coreOf(sum.loss(), epoch);
      case ScheduledLoss scheduled -> coreOf(scheduled.at(epoch), epoch);
      case CrossBatchMemory memory -> coreOf(memory.loss(), epoch);
      case MinedLoss mined -> coreOf(mined.loss(), epoch);
      default -> loss;
    };
  }

  private static Distance distanceOf(Loss loss) {
    return switch (loss) {
      case TripletLoss triplets -> triplets.distance();
      case LearnedMarginLoss learned -> learned.distance();
      case ProxyLoss _ -> Distance.NORMALIZED_EUCLIDEAN; // of the proxies, not among examples
      case AnchorLoss pairs -> pairs.distance();
      default -> Distance.NORMALIZED_EUCLIDEAN;
    };
  }

  private static @Nullable Double marginOf(Loss loss) {
    return switch (loss) {
      case TripletMeanSquareLoss(double margin) -> margin;
      case TripletBatchRmsLoss(double margin) -> margin;
      default -> null;
    };
  }

  private static List<Triplet> hardest(List<Triplet> all, float sign, int most) {
    Comparator<Triplet> easiestFirst =
        Comparator.comparingDouble(triplet -> triplet.violation(sign));
    PriorityQueue<Triplet> kept = new PriorityQueue<>(easiestFirst);
    for (Triplet triplet : all) {
      kept.add(triplet);
      if (kept.size() > most) {
        kept.remove();
      }
    }
    return kept.stream().sorted(easiestFirst.reversed()).toList();
  }

  private static List<Triplet> sampled(
      Batch batch, Matrix embeddings, Distance distance, Workers workers) {
    int n = batch.triplets();
    List<Triplet> triplets = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      float[] row = distances(distance, embeddings, new int[] {i, n + i, 2 * n + i}, workers);
      triplets.add(
          new Triplet(batch.anchor(i), batch.positive(i), batch.negative(i), row[1], row[2]));
    }
    return triplets;
  }

  /** From the first of some rows to each of them. */
  private static float[] distances(
      Distance distance, Matrix embeddings, int[] rows, Workers workers) {
    DistanceVectors vectors = new DistanceVectors(distance);
    vectors.set(embeddings, rows, workers);
    float[] values = new float[rows.length];
    new DistanceTiles(distance, vectors, vectors).compute(0, 1, values);
    return values;
  }

  /** Each anchor's, a few of them: the hardest it has. */
  private static List<Triplet> mined(
      TripletMiner miner, Distance distance, Batch batch, Matrix embeddings, Workers workers) {
    int n = batch.size();
    ClassIndex classes = new ClassIndex(batch.labels());
    int[] order = IntStream.range(0, n).map(classes::at).toArray();
    DistanceVectors vectors = new DistanceVectors(distance);
    vectors.set(embeddings, order, workers);
    DistanceTiles tiles = new DistanceTiles(distance, vectors, vectors);
    AnchorRow row = new AnchorRow(distance.isSimilarity(), new Seed(0));
    row.start(0, n, embeddings.columns());
    float[] values = new float[n];
    List<Triplet> triplets = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int place = i;
      tiles.compute(i, i + 1, values);
      row.moveTo(i, classes, batch.labels()[order[i]], i, values, 0);
      Hardest hardest = new Hardest(row.sign());
      miner.mine(row, (p, q) -> hardest.offer(row, p, q));
      hardest.addTo(triplets, row, place, order, batch);
    }
    return triplets;
  }

  /** The hardest triplet of an anchor. */
  private static final class Hardest {
    private final float sign;
    private float violation = Float.NEGATIVE_INFINITY;
    private int positive = -1;
    private int negative = -1;

    Hardest(float sign) {
      this.sign = sign;
    }

    void offer(AnchorRow row, int p, int n) {
      float found = sign * (row.positives()[p] - row.negatives()[n]);
      if (found > violation) {
        violation = found;
        positive = p;
        negative = n;
      }
    }

    void addTo(List<Triplet> triplets, AnchorRow row, int place, int[] order, Batch batch) {
      if (positive >= 0) {
        triplets.add(
            new Triplet(
                batch.examples()[order[place]],
                batch.examples()[order[row.positivePlace(positive)]],
                batch.examples()[order[row.negativePlace(negative)]],
                row.positives()[positive],
                row.negatives()[negative]));
      }
    }
  }
}
