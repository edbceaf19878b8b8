package io.tercet.mining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tercet.distance.Distance;
import io.tercet.tensor.Matrix;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Exact triplets of examples on a line, at the limits of what a miner takes. */
class MinerLimitsTest {
  private static final Distance LINE = Distance.EUCLIDEAN;

  /** Triplets of the example at 0, the first of its class, as places on the line. */
  private static List<List<Float>> ofTheFirst(TripletMiner miner, float[] own, float[] others) {
    Matrix embeddings = Matrix.zeros(1 + own.length + others.length, 1);
    int[] labels = new int[embeddings.rows()];
    System.arraycopy(own, 0, embeddings.data(), 1, own.length);
    System.arraycopy(others, 0, embeddings.data(), 1 + own.length, others.length);
    for (int i = 1 + own.length; i < labels.length; i++) {
      labels[i] = 1;
    }
    List<List<Float>> mined = new ArrayList<>();
    MinedRows rows = new MinedRows(embeddings, labels, LINE);
    rows.forEach((anchor, row) -> {
      if (anchor == 0) {
        miner.mine(
            row,
            (p, n) ->
                mined.add(
                    List.of(
                        embeddings.get(rows.example(row.positivePlace(p)), 0),
                        embeddings.get(rows.example(row.negativePlace(n)), 0))));
      }
    });
    return mined;
  }

  /** Gaps -1, 0, 1 and 2 of one positive, with a margin of 1. */
  @Test
  void gapsAtTheMarginAndAtZero() {
    float[] own = {2};
    float[] others = {1, 2, 3, 4};
    assertThat(ofTheFirst(rule(TripletDifficulty.ALL), own, others))
        .containsExactly(List.of(2f, 1f), List.of(2f, 2f), List.of(2f, 3f));
    assertThat(ofTheFirst(rule(TripletDifficulty.HARD), own, others))
        .containsExactly(List.of(2f, 1f), List.of(2f, 2f));
    assertThat(ofTheFirst(rule(TripletDifficulty.SEMI_HARD), own, others))
        .containsExactly(List.of(2f, 3f));
    assertThat(ofTheFirst(rule(TripletDifficulty.EASY), own, others))
        .containsExactly(List.of(2f, 4f));
    assertThat(ofTheFirst(new BatchAllMiner(), own, others)).hasSize(4);
  }

  private static TripletMarginMiner rule(TripletDifficulty rule) {
    return new TripletMarginMiner(rule, 1, LINE);
  }

  /** As far as the other is not semi-hard; of two that are equally far the first is taken. */
  @Test
  void semiHardIsBeyondTheOther() {
    BatchEasyHardMiner negatives = new BatchEasyHardMiner(Hardness.HARD, Hardness.SEMI_HARD, LINE);
    assertThat(ofTheFirst(negatives, new float[] {1, 3}, new float[] {2, 3, 5, -4, 4}))
        .containsExactly(List.of(3f, -4f));
    assertThat(ofTheFirst(negatives, new float[] {1, 3}, new float[] {2, 3})).isEmpty();
    BatchEasyHardMiner positives = new BatchEasyHardMiner(Hardness.SEMI_HARD, Hardness.HARD, LINE);
    assertThat(ofTheFirst(positives, new float[] {1, -2, 2, 3, 4}, new float[] {3, 5}))
        .containsExactly(List.of(-2f, 3f));
    assertThat(ofTheFirst(positives, new float[] {3, 4}, new float[] {3, 5})).isEmpty();
  }

  @Test
  void easyAndHardAreTheOutermost() {
    float[] own = {1, 2, 3};
    float[] others = {4, 5, 6};
    assertThat(ofTheFirst(BatchEasyHardMiner.batchHard(LINE), own, others))
        .containsExactly(List.of(3f, 4f));
    assertThat(ofTheFirst(new BatchEasyHardMiner(Hardness.EASY, Hardness.EASY, LINE), own, others))
        .containsExactly(List.of(1f, 6f));
    assertThat(
            ofTheFirst(
                new BatchEasyHardMiner(Hardness.SEMI_HARD, Hardness.EASY, LINE), own, others))
        .containsExactly(List.of(3f, 6f));
  }

  @Test
  void distanceWeightedNegativesAreBelowTheFarCutoff() {
    DistanceWeightedMiner miner = new DistanceWeightedMiner(0.5f, 1.5f);
    assertThat(ofTheFirst(miner, new float[] {1}, new float[] {1.5f, 1.75f})).isEmpty();
    assertThat(ofTheFirst(miner, new float[] {1}, new float[] {1.5f, 1.25f, 1.5f}))
        .containsExactly(List.of(1f, 1.25f));
  }

  @Test
  void smallestSettingsAreTaken() {
    assertThatCode(() -> new RandomMiner(1, 1)).doesNotThrowAnyException();
    for (Runnable wrong :
        List.<Runnable>of(
            () -> new RandomMiner(0, 1),
            () -> new RandomMiner(1, 0),
            () -> new DistanceWeightedMiner(0, 1),
            () -> new DistanceWeightedMiner(1, 1),
            () -> new DistanceWeightedMiner(1, Float.POSITIVE_INFINITY),
            () -> new MultiSimilarityMiner(Float.NaN, LINE),
            () -> new TripletMarginMiner(TripletDifficulty.ALL, Float.NaN, LINE))) {
      assertThatIllegalArgumentException().isThrownBy(wrong::run);
    }
  }

  @Test
  void minersAreDescribed() {
    assertThat(BatchEasyHardMiner.batchHard(LINE).description()).isEqualTo("batch-hard");
    assertThat(easyHard(Hardness.EASY, Hardness.SEMI_HARD)).isEqualTo("easy-positive");
    assertThat(easyHard(Hardness.HARD, Hardness.SEMI_HARD))
        .isEqualTo("hard-positive-semi-hard-negative");
    assertThat(easyHard(Hardness.EASY, Hardness.HARD)).isEqualTo("easy-positive-hard-negative");
    assertThat(new BatchAllMiner().description()).isEqualTo("batch-all");
    assertThat(RandomMiner.defaults().description()).isEqualTo("random");
    assertThat(DistanceWeightedMiner.defaults().description()).isEqualTo("distance-weighted");
    assertThat(rule(TripletDifficulty.SEMI_HARD).description()).isEqualTo("semi-hard");
  }

  private static String easyHard(Hardness positive, Hardness negative) {
    return new BatchEasyHardMiner(positive, negative, LINE).description();
  }
}
