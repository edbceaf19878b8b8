package io.tercet.eval;

import io.tercet.math.Kernels;
import io.tercet.math.Shards;
import io.tercet.math.Workers;
import java.util.Arrays;

/**
 * How well the nearest of a reference set match a query, by Euclidean distance over the full
 * ranking; of two at the same distance the one with the lower index comes first. With R the number
 * of reference vectors of the query's class, and P(i) the share of matches among the first i
 * (Musgrave, Belongie and Lim 2020, "A metric learning reality check"):
 *
 * <pre>
 *   precision@1   whether the nearest matches
 *   recall@10     whether any of the nearest 10 matches
 *   R-precision   P(R)
 *   MAP@R         1/R sum over the ranks i up to R that match of P(i)
 *   MAP           1/R sum over all ranks i that match of P(i)
 *   MRR           1 / rank of the first match
 * </pre>
 *
 * <p>Each is the mean over the queries that have a match at all; the others are counted. One row of
 * distances for each thread is all the memory it takes.
 *
 * @param queries number of queries that count
 * @param withoutMatch number of queries without any reference vector of their class, left out
 */
public record RetrievalScores(
    double precisionAt1,
    double recallAt10,
    double rPrecision,
    double meanAveragePrecisionAtR,
    double meanAveragePrecision,
    double meanReciprocalRank,
    int queries,
    int withoutMatch) {
  private static final int SHARD = 16;
  private static final int FIGURES = 6;

  /** Queries against a reference set of others. */
  public static RetrievalScores of(
      VectorSource queries,
      int[] queryLabels,
      VectorSource reference,
      int[] referenceLabels,
      Workers workers) {
    return new Ranking(queries, queryLabels, reference, referenceLabels, false).score(workers);
  }

  /** Each vector against all the others. */
  public static RetrievalScores amongThemselves(
      VectorSource vectors, int[] labels, Workers workers) {
    return new Ranking(vectors, labels, vectors, labels, true).score(workers);
  }

  /** Ranks the reference for each query. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Ranking(
      VectorSource queries,
      int[] queryLabels,
      VectorSource reference,
      int[] referenceLabels,
      boolean leaveSelfOut) {

    Ranking {
      if (queries.dimensions() != reference.dimensions()) {
        throw new IllegalArgumentException(
            "queries have %d dimensions, reference has %d"
                .formatted(queries.dimensions(), reference.dimensions()));
      }
      if (queries.count() != queryLabels.length || reference.count() != referenceLabels.length) {
        throw new IllegalArgumentException(
            "%d queries with %d labels, %d reference vectors with %d labels"
                .formatted(
                    queries.count(),
                    queryLabels.length,
                    reference.count(),
                    referenceLabels.length));
      }
    }

    RetrievalScores score(Workers workers) {
      double[][] figures = new double[queries.count()][];
      Shards shards = Shards.ofSize(queries.count(), SHARD);
      workers.run(
          shards.count(),
          shard -> {
            Row row = new Row(queries.dimensions(), reference.count());
            for (int i = shards.from(shard); i < shards.to(shard); i++) {
              figures[i] = judge(row, matchRanks(i, row));
            }
          });
      return mean(figures);
    }

    /**
     * Writes the rank (from 0) of each match of a query, ascending; returns their number. Only the
     * matches are sorted: each of the others is put before the first match that is farther.
     */
    private int matchRanks(int query, Row row) {
      int d = queries.dimensions();
      queries.read(query, row.pair, 0);
      int matches = 0;
      int others = 0;
      for (int j = 0; j < reference.count(); j++) {
        if (!leaveSelfOut || j != query) {
          reference.read(j, row.pair, d);
          float distance = Kernels.get().squaredDistance(d, row.pair, 0, row.pair, d);
          // The bits of floats that are not negative sort as the floats do; the index breaks ties.
          long key = (long) Float.floatToRawIntBits(distance) << 32 | j;
          if (referenceLabels[j] == queryLabels[query]) {
            row.matches[matches++] = key;
          } else {
            row.others[others++] = key;
          }
        }
      }
      Arrays.sort(row.matches, 0, matches);
      Arrays.fill(row.ranks, 0, matches + 1, 0);
      for (int i = 0; i < others; i++) {
        row.ranks[-1 - Arrays.binarySearch(row.matches, 0, matches, row.others[i])]++;
      }
      int before = 0;
      for (int i = 0; i < matches; i++) {
        before += row.ranks[i];
        row.ranks[i] = i + before;
      }
      return matches;
    }

    private static double[] judge(Row row, int all) {
      double[] figures = new double[all == 0 ? 0 : FIGURES];
      for (int i = 0; i < all; i++) {
        int rank = row.ranks[i];
        double precision = (i + 1.0) / (rank + 1.0);
        figures[0] += rank == 0 ? 1 : 0;
        figures[1] = rank < 10 ? 1 : figures[1];
        figures[2] += rank < all ? 1.0 / all : 0;
        figures[3] += rank < all ? precision / all : 0;
        figures[4] += precision / all;
        figures[5] = i == 0 ? precision : figures[5];
      }
      return figures;
    }

    private static RetrievalScores mean(double[][] figures) {
      double[] sums = new double[FIGURES];
      int counted = 0;
      for (double[] query : figures) {
        counted += query.length > 0 ? 1 : 0;
        for (int f = 0; f < query.length; f++) {
          sums[f] += query[f];
        }
      }
      for (int f = 0; f < FIGURES; f++) {
        sums[f] /= Math.max(counted, 1);
      }
      return new RetrievalScores(
          sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], counted, figures.length - counted);
    }
  }

  /** Buffers for one query after the other. */
  private static final class Row {
    private final float[] pair;
    private final long[] matches;
    private final long[] others;
    private final int[] ranks;

    Row(int dimensions, int reference) {
      pair = new float[2 * dimensions];
      matches = new long[reference];
      others = new long[reference];
      ranks = new int[reference + 1];
    }
  }
}
