package io.tercet.app.run.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tercet.eval.DistanceHistogram;
import io.tercet.eval.NearestNeighbors;
import io.tercet.eval.Neighbors;
import io.tercet.eval.PairDistances;
import io.tercet.eval.VectorSource;
import io.tercet.parallel.Workers;
import io.tercet.sampling.Batch;
import io.tercet.sampling.TripletSampler;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Seed;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Quick metrics of some test examples for monitoring during training, not the final evaluation.
 *
 * @param epoch 0 for the untrained network
 * @param precisionAt1 share of the queries whose nearest neighbor is of their class; null without
 *     queries
 * @param queries number of queries, examples that are not the only one of their class
 * @param positiveDistance mean Euclidean distance of sampled same-class pairs; null unless there
 *     are pairs of both kinds
 * @param negativeDistance the same for different-class pairs
 * @param histogram histogram of those distances, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SnapshotFigures(
    int epoch,
    @JsonProperty("precision_at_1") @Nullable Double precisionAt1,
    int queries,
    @JsonProperty("positive_distance") @Nullable Double positiveDistance,
    @JsonProperty("negative_distance") @Nullable Double negativeDistance,
    @Nullable DistanceHistogram histogram) {
  private static final int QUERIES = 500;
  private static final int TRIPLETS = 2500;
  private static final int BINS = 60;

  /** Metrics of embeddings [n x d]; pairs and queries are the same in each epoch. */
  public static SnapshotFigures of(int epoch, Matrix embeddings, int[] labels, Workers workers) {
    VectorSource all = VectorSource.of(embeddings);
    int[] sizes = new int[Arrays.stream(labels).max().orElse(-1) + 1];
    Arrays.stream(labels).forEach(label -> sizes[label]++);
    int[] asked =
        IntStream.range(0, Math.min(QUERIES, labels.length))
            .filter(i -> sizes[labels[i]] > 1)
            .toArray();
    int queries = asked.length;
    Double precision = queries == 0 ? null : precisionAt1(all, labels, asked, workers);
    try {
      Batch triplets = new TripletSampler(labels, TRIPLETS, new Seed(0)).next();
      return withDistances(epoch, precision, queries, all, labels, triplets);
    } catch (IllegalArgumentException e) {
      return new SnapshotFigures(
          epoch, precision, queries, null, null, null); // a single class, or only single examples
    }
  }

  private static SnapshotFigures withDistances(
      int epoch,
      @Nullable Double precision,
      int queries,
      VectorSource all,
      int[] labels,
      Batch triplets) {
    int n = triplets.triplets();
    int[] pairs = new int[4 * n];
    for (int i = 0; i < n; i++) {
      pairs[2 * i] = triplets.anchor(i);
      pairs[2 * i + 1] = triplets.positive(i);
      pairs[2 * (n + i)] = triplets.anchor(i);
      pairs[2 * (n + i) + 1] = triplets.negative(i);
    }
    float[] distances = PairDistances.between(all, pairs);
    PairDistances counted = PairDistances.of(distances, PairDistances.same(labels, pairs));
    return new SnapshotFigures(
        epoch,
        precision,
        queries,
        mean(distances, 0, n),
        mean(distances, n, 2 * n),
        DistanceHistogram.of(counted, BINS));
  }

  private static double mean(float[] values, int from, int to) {
    return IntStream.range(from, to).mapToDouble(i -> values[i]).average().orElse(0);
  }

  private static double precisionAt1(VectorSource all, int[] labels, int[] asked, Workers workers) {
    Neighbors neighbors = NearestNeighbors.search(all.select(asked), all, 2, workers);
    long right =
        IntStream.range(0, asked.length)
            .filter(query -> {
              int nearest = neighbors.index(query, 0);
              int other = nearest == asked[query] ? neighbors.index(query, 1) : nearest;
              return other >= 0 && labels[other] == labels[asked[query]];
            })
            .count();
    return right / (double) asked.length;
  }
}
