package io.tercet.mining;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.sampling.ClassIndex;
import io.tercet.tensor.Seed;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The row of one anchor among 300 references: 100 of class 0, 150 of class 1, 50 of class 2. */
class AnchorRowTest {
  private static final int COUNT = 300;

  private final int[] labels =
      IntStream.range(0, COUNT).map(i -> i < 100 ? 0 : i < 250 ? 1 : 2).toArray();
  private final float[] values = new float[COUNT + 7];
  private final AnchorRow row = new AnchorRow(false, new Seed(1));

  /** The value of each reference is its place; anchors stand behind an offset of 7. */
  private void moveTo(int self) {
    for (int i = 0; i < COUNT; i++) {
      values[7 + i] = i;
    }
    row.start(0, COUNT, 4);
    row.moveTo(0, new ClassIndex(labels), 1, self, values, 7);
  }

  @Test
  void pairsKnowTheirPlaces() {
    for (int self : new int[] {-1, 100, 170, 249}) {
      moveTo(self);
      assertThat(row.positiveCount()).isEqualTo(self < 0 ? 150 : 149);
      assertThat(row.negativeCount()).isEqualTo(150);
      assertPlaces();
    }
  }

  private void assertPlaces() {
    for (int i = 0; i < row.positiveCount(); i++) {
      assertThat((float) row.positivePlace(i)).isEqualTo(row.positives()[i]);
    }
    for (int i = 0; i < row.negativeCount(); i++) {
      assertThat((float) row.negativePlace(i)).isEqualTo(row.negatives()[i]);
    }
  }

  @Test
  void keptPairsKnowTheirPlacesAndAreScattered() {
    int[] positives = {0, 62, 63, 64, 65, 127, 128, 140, 148};
    int[] negatives = {1, 63, 64, 99, 100, 128, 149};
    PairSelection selection = new PairSelection();
    selection.grow(COUNT);
    Arrays.stream(positives).forEach(selection::addPositive);
    Arrays.stream(negatives).forEach(selection::addNegative);
    moveTo(170);
    row.keep(selection);
    assertThat(Arrays.copyOf(row.positives(), row.positiveCount()))
        .containsExactly(100, 162, 163, 164, 165, 228, 229, 241, 249);
    assertThat(Arrays.copyOf(row.negatives(), row.negativeCount()))
        .containsExactly(1, 63, 64, 99, 250, 278, 299);
    assertPlaces();

    float[] target = new float[COUNT + 2];
    Arrays.fill(target, -1);
    row.scatter(row.positives().clone(), row.negatives().clone(), target, 2);
    Set<Float> kept =
        Set.of(
            100f, 162f, 163f, 164f, 165f, 228f, 229f, 241f, 249f, 1f, 63f, 64f, 99f, 250f, 278f,
            299f);
    assertThat(target).startsWith(-1, -1);
    for (int i = 0; i < COUNT; i++) {
      assertThat(target[i + 2]).isEqualTo(kept.contains((float) i) ? i : 0);
    }
  }

  @Test
  void clearedSelectionIsEmpty() {
    PairSelection selection = new PairSelection();
    selection.grow(64);
    selection.addPositive(5);
    selection.addNegative(63);
    assertThat(selection.positives()).containsExactly(1L << 5);
    assertThat(selection.negatives()).containsExactly(1L << 63);
    selection.clear();
    assertThat(selection.positives()).containsExactly(0);
    assertThat(selection.negatives()).containsExactly(0);
  }

  @Test
  void classWithoutReferencesHasNegativesAlone() {
    row.moveTo(0, new ClassIndex(labels), 5, -1, new float[COUNT], 0);
    assertThat(row.positiveCount()).isZero();
    assertThat(row.negativeCount()).isEqualTo(COUNT);
  }

  @Test
  void isASimilarityIfMade() {
    assertThat(row.isSimilarity()).isFalse();
    assertThat(row.sign()).isEqualTo(1);
    assertThat(new AnchorRow(true, new Seed(1)).isSimilarity()).isTrue();
    assertThat(new AnchorRow(true, new Seed(1)).sign()).isEqualTo(-1);
  }

  @Test
  void everyAnchorOfEveryStepHasItsOwnRandomness() {
    Set<Long> drawn = new HashSet<>();
    for (int step = 0; step < 6; step++) {
      for (int anchor = 0; anchor < 5; anchor++) {
        row.start(step, 5, 4);
        row.moveTo(anchor, new ClassIndex(labels), 1, -1, new float[COUNT], 0);
        drawn.add(row.random().nextLong());
      }
    }
    assertThat(drawn).hasSize(30);
  }
}
