package io.tercet.eval;

import io.tercet.kernel.KernelChoice;
import io.tercet.kernel.RankLookup;
import io.tercet.parallel.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Retrieval metrics by Euclidean distance over the full ranking. With R the number of reference
 * vectors of the query's class, and P(i) the precision among the first i (Musgrave, Belongie and
 * Lim 2020, "A metric learning reality check"):
 *
 * <pre>
 *   precision@k   P(k)
 *   recall@k      whether any of the nearest k matches
 *   R-precision   P(R)
 *   MAP@R         1/R sum over the ranks i up to R that match of P(i)
 *   MAP           1/R sum over all ranks i that match of P(i)
 *   MRR           1 / rank of the first match
 * </pre>
 *
 * <p>Each is the mean over the queries that have a match; the others are counted. If a match and a
 * non-match are at the same distance, the non-match ranks first, so that degenerate embeddings get
 * no credit for the order of storage; other libraries leave this unspecified. Memory is that of
 * {@link DistanceScan}.
 *
 * @param atK precision and recall at each of {@link #KS}
 * @param rPrecision R-precision, 0 to 1
 * @param meanAveragePrecisionAtR MAP@R, 0 to 1
 * @param meanAveragePrecision MAP, 0 to 1
 * @param meanReciprocalRank MRR, 0 to 1
 * @param queries number of evaluated queries
 * @param withoutMatch number of skipped queries without any reference vector of their class
 */
public record RetrievalScores(
    List<AtK> atK,
    double rPrecision,
    double meanAveragePrecisionAtR,
    double meanAveragePrecision,
    double meanReciprocalRank,
    int queries,
    int withoutMatch) {
  /** The k of precision@k and recall@k. */
  public static final List<Integer> KS = List.of(1, 5, 10, 100);

  /**
   * Precision and recall among the nearest k.
   *
   * @param k the number of nearest vectors
   * @param precision the mean share of them that match, 0 to 1
   * @param recall the share of queries that have a match among them, 0 to 1
   */
  public record AtK(int k, double precision, double recall) {}

  /** Copies the list. */
  public RetrievalScores {
    atK = List.copyOf(atK);
  }

  /** {@return the share of queries whose nearest reference vector matches} */
  public double precisionAt1() {
    return atK.getFirst().precision();
  }

  /**
   * Evaluates queries against a separate reference set.
   *
   * @param queries [n x d]
   * @param queryLabels the class number of each query [n]
   * @param reference [m x d]
   * @param referenceLabels the class number of each reference vector [m]
   * @param workers the threads that run the tasks
   * @return the metrics, means over the queries that have a match
   */
  public static RetrievalScores of(
      VectorSource queries,
      int[] queryLabels,
      VectorSource reference,
      int[] referenceLabels,
      Workers workers) {
    return score(queries, queryLabels, reference, referenceLabels, false, workers);
  }

  /**
   * Evaluates each vector against all others.
   *
   * @param vectors [n x d]
   * @param labels the class number of each vector [n]
   * @param workers the threads that run the tasks
   * @return the metrics, means over the vectors that have a match
   */
  public static RetrievalScores amongThemselves(
      VectorSource vectors, int[] labels, Workers workers) {
    return score(vectors, labels, vectors, labels, true, workers);
  }

  private static RetrievalScores score(
      VectorSource queries,
      int[] queryLabels,
      VectorSource reference,
      int[] referenceLabels,
      boolean leaveSelfOut,
      Workers workers) {
    if (queries.count() != queryLabels.length || reference.count() != referenceLabels.length) {
      throw new IllegalArgumentException(
          "%d queries with %d labels, %d reference vectors with %d labels"
              .formatted(
                  queries.count(), queryLabels.length, reference.count(), referenceLabels.length));
    }
    double[][] figures = new double[queries.count()][];
    ThreadLocal<Ranking> rankings = ThreadLocal.withInitial(() -> new Ranking(referenceLabels));
    new DistanceScan(queries, reference, workers)
        .forEach((query, distances, offset) -> {
          Ranking ranking = rankings.get();
          int self = leaveSelfOut ? query : -1;
          figures[query] = Figures.of(ranking.rank(distances, offset, queryLabels[query], self));
        });
    return Figures.mean(figures);
  }

  /** Ranks the matches of queries. Not thread-safe. */
  private static final class Ranking {
    private static final int MOST_CELLS = 1 << 16;

    private final int[] labels;
    private final float[] matches;
    private final float[] others;
    private final int[] nearer;
    private final int[] unused;
    private final int[] between;
    private final RankLookup grid;

    Ranking(int[] labels) {
      this.labels = labels;
      int n = labels.length;
      matches = new float[n];
      others = new float[n];
      nearer = new int[n];
      unused = new int[n];
      between = new int[n + 1];
      grid = new RankLookup(Math.clamp(8L * n / 10, 64, MOST_CELLS));
    }

    /** Rank (from 0) of each match of a query, ascending. */
    int[] rank(float[] distances, int offset, int label, int self) {
      int found = 0;
      int rest = 0;
      for (int j = 0; j < labels.length; j++) {
        float distance = distances[offset + j];
        if (labels[j] != label) {
          others[rest++] = distance;
        } else if (j != self) {
          matches[found++] = distance;
        }
      }
      if (found == 0) {
        return new int[0];
      }
      Arrays.sort(matches, 0, found);
      countBetween(found, rest);
      int[] ranks = new int[found];
      int before = 0;
      for (int i = 0; i < found; i++) {
        before += between[i];
        ranks[i] = i + before;
      }
      return ranks;
    }

    /**
     * Counts the non-matches before the first match, between the first and the second, and so on.
     */
    private void countBetween(int found, int rest) {
      grid.resize(found);
      System.arraycopy(matches, 0, grid.sorted(), 0, found);
      grid.prepare(0);
      KernelChoice.best().lookUpRanks(grid, rest, 1, others, 0, 0, nearer, unused);
      Arrays.fill(between, 0, found + 1, 0);
      for (int j = 0; j < rest; j++) {
        between[nearer[j]]++;
      }
    }
  }

  /** The metrics of a query as an array, and their means. */
  private static final class Figures {
    private static final int OTHERS = 4;

    private Figures() {}

    static double[] of(int[] ranks) {
      int all = ranks.length;
      int ks = KS.size();
      double[] figures = new double[all == 0 ? 0 : 2 * ks + OTHERS];
      for (int i = 0; i < all; i++) {
        int rank = ranks[i];
        double precision = (i + 1.0) / (rank + 1.0);
        for (int at = 0; at < ks; at++) {
          int k = KS.get(at);
          figures[2 * at] += rank < k ? 1.0 / k : 0;
          figures[2 * at + 1] = rank < k ? 1 : figures[2 * at + 1];
        }
        figures[2 * ks] += rank < all ? 1.0 / all : 0;
        figures[2 * ks + 1] += rank < all ? precision / all : 0;
        figures[2 * ks + 2] += precision / all;
        figures[2 * ks + 3] = i == 0 ? precision : figures[2 * ks + 3];
      }
      return figures;
    }

    static RetrievalScores mean(double[][] figures) {
      int ks = KS.size();
      double[] sums = new double[2 * ks + OTHERS];
      int counted = 0;
      for (double[] query : figures) {
        counted += query.length > 0 ? 1 : 0;
        for (int f = 0; f < query.length; f++) {
          sums[f] += query[f];
        }
      }
      for (int f = 0; f < sums.length; f++) {
        sums[f] /= Math.max(counted, 1);
      }
      List<AtK> atK =
          IntStream.range(0, ks)
              .mapToObj(at -> new AtK(KS.get(at), sums[2 * at], sums[2 * at + 1]))
              .toList();
      return new RetrievalScores(
          atK,
          sums[2 * ks],
          sums[2 * ks + 1],
          sums[2 * ks + 2],
          sums[2 * ks + 3],
          counted,
          figures.length - counted);
    }
  }
}
