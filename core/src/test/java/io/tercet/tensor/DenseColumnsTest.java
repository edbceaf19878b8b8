package io.tercet.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DenseColumnsTest {
  private static final int ROWS = 100;

  @Test
  void thoseThatReachTheShare() {
    int[] counts = new int[600];
    Arrays.fill(counts, 39);
    Arrays.fill(counts, 100, 123, 40);
    Arrays.fill(counts, 250, 259, 90);

    DenseColumns denseColumns = DenseColumns.of(counts, ROWS);

    assertThat(denseColumns.columns())
        .containsExactly(
            IntStream.concat(IntStream.range(100, 123), IntStream.range(250, 259)).toArray());
    assertThat(denseColumns.contains(122)).isTrue();
    assertThat(denseColumns.contains(123)).isFalse();
  }

  @Test
  void othersAreTheBitsOfAllOtherColumns() {
    int[] counts = new int[20];
    Arrays.fill(counts, 3, 19, ROWS);
    assertThat(DenseColumns.of(counts, ROWS).others())
        .containsExactly(0x0000_0000_00ff_ffffL, 0, 0xffff_ffff_ff00_0000L);
  }

  @Test
  void whereThereAreTooFewThereAreNone() {
    int[] counts = new int[40];
    assertThat(DenseColumns.of(counts, 0)).isSameAs(DenseColumns.NONE);
    Arrays.fill(counts, 0, 15, ROWS);
    assertThat(DenseColumns.of(counts, ROWS)).isSameAs(DenseColumns.NONE);
    assertThat(DenseColumns.NONE.contains(3)).isFalse();
  }
}
