package io.tercet.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FrequentColumnsTest {
  private static final int ROWS = 100;

  /** Thirty-nine of them reach the share. */
  @Test
  void theMostFrequentFillVectors() {
    int[] counts = new int[600];
    Arrays.fill(counts, 39);
    Arrays.setAll(counts, i -> i >= 100 && i < 130 ? 170 - i : counts[i]);
    Arrays.fill(counts, 250, 259, 90);

    FrequentColumns frequent = FrequentColumns.of(counts, ROWS);

    assertThat(IntStream.range(0, frequent.count()).map(frequent::column))
        .containsExactlyElementsOf(
            IntStream.concat(IntStream.range(100, 123), IntStream.range(250, 259))
                .boxed()
                .toList());
    assertThat(frequent.contains(122)).isTrue();
    assertThat(frequent.contains(123)).isFalse();
  }

  @Test
  void othersAreTheBitsOfAllOtherColumns() {
    int[] counts = new int[20];
    Arrays.fill(counts, 3, 19, ROWS);
    assertThat(FrequentColumns.of(counts, ROWS).others())
        .containsExactly(0x0000_0000_00ff_ffffL, 0, 0xffff_ffff_ff00_0000L);
  }

  @Test
  void whereThereAreTooFewThereAreNone() {
    assertThat(FrequentColumns.of(new int[40], 0)).isSameAs(FrequentColumns.NONE);
    assertThat(FrequentColumns.NONE.contains(3)).isFalse();
  }
}
