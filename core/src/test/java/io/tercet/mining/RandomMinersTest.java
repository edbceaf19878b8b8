package io.tercet.mining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.tercet.distance.Distance;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Randoms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Miners that draw: how often they draw what. */
class RandomMinersTest {
  private static final int[] LABELS = Randoms.labels(40, 4, 1);
  private static final Matrix EMBEDDINGS = Randoms.gaussian(40, 5, 2);

  private static MinedRows rows(Distance distance) {
    return new MinedRows(EMBEDDINGS, LABELS, distance);
  }

  private static List<List<Integer>> mine(TripletMiner miner) {
    List<List<Integer>> mined = new ArrayList<>();
    rows(Distance.NORMALIZED_EUCLIDEAN)
        .forEach((anchor, row) -> miner.mine(row, (p, n) -> mined.add(List.of(anchor, p, n))));
    return mined;
  }

  @Test
  void randomTripletsAreAsManyAsAskedAndNoMoreThanTheCap() {
    assertThat(mine(new RandomMiner(7, 1_000_000))).hasSize(7 * 40);
    List<List<Integer>> capped = mine(new RandomMiner(7, 95));
    assertThat(capped).hasSize(95); // two each, and one more for the first fifteen
    assertThat(mine(new RandomMiner(7, 95))).isEqualTo(capped);
    assertThatIllegalArgumentException().isThrownBy(() -> new RandomMiner(0, 5));
  }

  @Test
  void randomTripletsAreUniform() {
    Map<List<Integer>, Integer> counts = new HashMap<>();
    mine(new RandomMiner(20_000, 10_000_000)).stream()
        .filter(triplet -> triplet.getFirst() == 0)
        .forEach(triplet -> counts.merge(triplet, 1, Integer::sum));
    double expected = 20_000.0 / counts.size();
    assertThat(counts.values())
        .allSatisfy(count -> assertThat((double) count).isBetween(expected / 3, expected * 3));
  }

  /** Shares of the negatives of an anchor against the weights of the paper's formula. */
  @Test
  void negativesAreDrawnByTheirWeights() {
    DistanceWeightedMiner miner = new DistanceWeightedMiner(0.5f, 1.4f);
    MinedRows rows = rows(miner.distance());
    rows.forEach((anchor, row) -> {
      if (row.positiveCount() == 0) {
        return;
      }
      double[] weights = new double[row.negativeCount()];
      double total = 0;
      for (int j = 0; j < weights.length; j++) {
        double d = Math.max(row.negatives()[j], 0.5);
        double density = Math.pow(d, 5 - 2) * Math.pow(1 - d * d / 4, (5 - 3) / 2.0);
        weights[j] = row.negatives()[j] < 1.4f ? 1 / density : 0;
        total += weights[j];
      }
      int[] drawn = new int[weights.length];
      int draws = 0;
      for (int step = 0; step < 3000; step++) {
        row.start(step, 40, 5);
        int[] counted = drawn;
        miner.mine(row, (p, n) -> counted[n]++);
        draws += row.positiveCount();
      }
      for (int j = 0; j < weights.length; j++) {
        double share = weights[j] / total;
        double deviation = 5 * Math.sqrt(share / draws) + 1e-9;
        assertThat(drawn[j] / (double) draws).isCloseTo(share, within(deviation));
      }
    });
  }

  @Test
  void anAnchorWhoseNegativesAreAllFarHasNoTriplets() {
    Matrix far = Matrix.of(new float[][] {{1, 0}, {1, 0}, {-1, 0}, {-1, 0}});
    DistanceWeightedMiner miner = new DistanceWeightedMiner(0.5f, 1.4f);
    new MinedRows(far, new int[] {0, 0, 1, 1}, miner.distance())
        .forEach((anchor, row) ->
            miner.mine(
                row,
                (p, n) -> {
                  throw new AssertionError("none expected");
                }));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DistanceWeightedMiner(1.4f, 0.5f))
        .withMessageContaining("0 < cutoff < far cutoff");
  }
}
