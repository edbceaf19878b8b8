package io.tercet.mining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tercet.Golden;
import io.tercet.distance.Distance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The exact index sets of PyTorch Metric Learning 2.8.1, on all six batches. */
class GoldenMinerTest {
  private static final Distance UNIT = Distance.NORMALIZED_EUCLIDEAN;

  private static final Map<String, TripletMiner> TRIPLETS = new LinkedHashMap<>();

  static {
    TRIPLETS.put("batch-hard l2-normalized", BatchEasyHardMiner.batchHard(UNIT));
    TRIPLETS.put("semihard margin=0.2 l2-normalized", rule(TripletDifficulty.SEMI_HARD));
    TRIPLETS.put("hard margin=0.2 l2-normalized", rule(TripletDifficulty.HARD));
    TRIPLETS.put("easy margin=0.2 l2-normalized", rule(TripletDifficulty.EASY));
    TRIPLETS.put("all margin=0.2 l2-normalized", rule(TripletDifficulty.ALL));
  }

  private static TripletMiner rule(TripletDifficulty rule) {
    return new TripletMarginMiner(rule, 0.2f, UNIT);
  }

  @Test
  void tripletsAreThoseOfThePeer() {
    for (JsonNode golden : Golden.cases()) {
      TRIPLETS.forEach((name, miner) ->
          assertThat(sorted(mine(golden, miner)))
              .as(name)
              .isEqualTo(sorted(lists(golden.get("miners").get(name).get("triplets")))));
    }
  }

  @Test
  void easyPositivesWithSemiHardNegativesAreThoseOfThePeer() {
    TripletMiner miner = new BatchEasyHardMiner(Hardness.EASY, Hardness.SEMI_HARD, UNIT);
    for (JsonNode golden : Golden.cases()) {
      JsonNode expected = golden.get("miners").get("batch-easy-hard(easy,semihard) l2-normalized");
      List<List<Integer>> mined = mine(golden, miner);
      assertThat(mined.stream().map(t -> List.of(t.get(0), t.get(1))))
          .containsExactlyInAnyOrderElementsOf(lists(expected.get("positive_pairs")));
      assertThat(mined.stream().map(t -> List.of(t.get(0), t.get(2))))
          .containsExactlyInAnyOrderElementsOf(lists(expected.get("negative_pairs")));
    }
  }

  @Test
  void pairsAreThoseOfThePeer() {
    MultiSimilarityMiner miner = new MultiSimilarityMiner(0.1f, Distance.COSINE);
    for (JsonNode golden : Golden.cases()) {
      List<List<Integer>> positives = new ArrayList<>();
      List<List<Integer>> negatives = new ArrayList<>();
      PairSelection selection = new PairSelection();
      MinedRows rows = MinedRows.of(golden, miner.distance());
      selection.grow(rows.size());
      rows.forEach((anchor, row) -> {
        miner.mine(row, selection);
        row.keep(selection);
        for (int p = 0; p < row.positiveCount(); p++) {
          positives.add(List.of(anchor, rows.example(row.positivePlace(p))));
        }
        for (int n = 0; n < row.negativeCount(); n++) {
          negatives.add(List.of(anchor, rows.example(row.negativePlace(n))));
        }
      });
      JsonNode expected = golden.get("miners").get("multi-similarity epsilon=0.1 cosine");
      assertThat(positives)
          .containsExactlyInAnyOrderElementsOf(lists(expected.get("positive_pairs")));
      assertThat(negatives)
          .containsExactlyInAnyOrderElementsOf(lists(expected.get("negative_pairs")));
    }
  }

  @Test
  void semiHardOnBothSidesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BatchEasyHardMiner(Hardness.SEMI_HARD, Hardness.SEMI_HARD, UNIT));
  }

  private static List<List<Integer>> mine(JsonNode golden, TripletMiner miner) {
    List<List<Integer>> mined = new ArrayList<>();
    MinedRows rows = MinedRows.of(golden, Objects.requireNonNull(miner.distance()));
    rows.forEach((anchor, row) ->
        miner.mine(
            row,
            (p, n) ->
                mined.add(
                    List.of(
                        anchor,
                        rows.example(row.positivePlace(p)),
                        rows.example(row.negativePlace(n))))));
    return mined;
  }

  /** Thousands of them: sorted, they are compared in an instant. */
  private static List<String> sorted(List<List<Integer>> triplets) {
    return triplets.stream().map(List::toString).sorted().toList();
  }

  private static List<List<Integer>> lists(JsonNode rows) {
    List<List<Integer>> lists = new ArrayList<>();
    for (JsonNode row : rows) {
      List<Integer> list = new ArrayList<>();
      row.forEach(value -> list.add(value.intValue()));
      lists.add(list);
    }
    return lists;
  }
}
