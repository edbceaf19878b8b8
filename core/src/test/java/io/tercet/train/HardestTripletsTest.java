package io.tercet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tercet.loss.Loss;
import io.tercet.loss.ProxyAnchorLoss;
import io.tercet.loss.TripletLoss;
import io.tercet.loss.TripletMeanSquareLoss;
import io.tercet.mining.TripletMiner;
import io.tercet.parallel.Workers;
import io.tercet.sampling.Batch;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Randoms;
import io.tercet.train.HardestTriplets.Triplet;
import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HardestTripletsTest {
  private static final int ROWS = 24;
  private static final int FIRST = 100;

  /** Three classes, example 100 + i in row i. */
  private static final Batch BATCH = batch();

  private final Matrix embeddings = Randoms.gaussian(ROWS, 5, 1);

  private static Batch batch() {
    int[] examples = new int[ROWS];
    int[] labels = new int[ROWS];
    for (int i = 0; i < ROWS; i++) {
      examples[i] = FIRST + i;
      labels[i] = i % 3;
    }
    return new Batch(examples, labels, 0);
  }

  private HardestTriplets pick(Loss loss, Batch batch, int most) {
    try (Workers workers = new Workers(1)) {
      return HardestTriplets.of(loss, 1, batch, embeddings, most, workers);
    }
  }

  @Test
  void triplesOfTheSamplerAreTheHardestFirst() {
    Batch sampled = new Batch(BATCH.examples(), new int[ROWS], ROWS / 3);
    HardestTriplets picked = pick(TripletMeanSquareLoss.defaults(), sampled, 4);
    assertThat(picked.margin()).isEqualTo(0.2);
    assertThat(picked.triplets())
        .hasSize(4)
        .isSortedAccordingTo(
            Comparator.comparingDouble((Triplet triplet) -> triplet.far() - triplet.near()));
    for (Triplet triplet : picked.triplets()) {
      assertThat(triplet.positive()).isEqualTo(triplet.anchor() + 8);
      assertThat(triplet.negative()).isEqualTo(triplet.anchor() + 16);
      double near = squared(triplet.anchor(), triplet.positive()) / 5;
      assertThat((double) triplet.near()).isCloseTo(near, within(1e-4));
    }
  }

  @Test
  void lossesOverPairsShowEachExamplesFarthestPositiveAndNearestNegative() {
    HardestTriplets picked = pick(ProxyAnchorLoss.defaults(), BATCH, ROWS);
    assertThat(picked.margin()).isNull();
    assertThat(picked.triplets()).hasSize(ROWS);
    for (Triplet triplet : picked.triplets()) {
      float farthest = 0;
      float nearest = Float.POSITIVE_INFINITY;
      for (int i = 0; i < ROWS; i++) {
        float distance = unitDistance(triplet.anchor() - FIRST, i);
        if (i != triplet.anchor() - FIRST && i % 3 == (triplet.anchor() - FIRST) % 3) {
          farthest = Math.max(farthest, distance);
        } else if (i % 3 != (triplet.anchor() - FIRST) % 3) {
          nearest = Math.min(nearest, distance);
        }
      }
      assertThat(triplet.near()).isCloseTo(farthest, within(1e-4f));
      assertThat(triplet.far()).isCloseTo(nearest, within(1e-4f));
      assertThat(unitDistance(triplet.anchor() - FIRST, triplet.positive() - FIRST))
          .isCloseTo(triplet.near(), within(1e-4f));
      assertThat(unitDistance(triplet.anchor() - FIRST, triplet.negative() - FIRST))
          .isCloseTo(triplet.far(), within(1e-4f));
    }
  }

  @ParameterizedTest
  @MethodSource("io.tercet.loss.AllLosses#tripletMiners")
  void eachTripletMinerPicksOfTheRightClasses(TripletMiner miner) {
    Loss settings = TripletLoss.defaults().withMiner(miner);
    HardestTriplets picked = pick(settings, BATCH, 7);
    assertThat(picked.rule()).isEqualTo("mined by " + miner.description());
    assertThat(picked.triplets()).isNotEmpty().hasSizeLessThanOrEqualTo(7);
    for (Triplet triplet : picked.triplets()) {
      assertThat(triplet.positive()).isNotEqualTo(triplet.anchor());
      assertThat((triplet.positive() - triplet.anchor()) % 3).isZero();
      assertThat((triplet.negative() - triplet.anchor()) % 3).isNotZero();
    }
  }

  private double squared(int one, int other) {
    double sum = 0;
    for (int j = 0; j < 5; j++) {
      double difference = embeddings.get(one - FIRST, j) - embeddings.get(other - FIRST, j);
      sum += difference * difference;
    }
    return sum;
  }

  private float unitDistance(int one, int other) {
    double sum = 0;
    for (int j = 0; j < 5; j++) {
      double difference =
          embeddings.get(one, j) / length(one) - embeddings.get(other, j) / length(other);
      sum += difference * difference;
    }
    return (float) Math.sqrt(sum);
  }

  private double length(int row) {
    double sum = 0;
    for (int j = 0; j < 5; j++) {
      sum += embeddings.get(row, j) * embeddings.get(row, j);
    }
    return Math.sqrt(sum);
  }
}
