package io.tercet.tensor;

import static io.tercet.tensor.Ranges.doubles;
import static io.tercet.tensor.Ranges.ints;
import static io.tercet.tensor.Ranges.longs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RowEncoderTest {

  /** Byte by byte, as eight at a time; the second row where the first was. */
  @Test
  void entriesAreThoseFoundByteByByte() {
    qt().withExamples(500)
        .forAll(ints(1, 1200), doubles(0, 1), longs(0, 1_000_000))
        .checkAssert((columns, density, seed) -> {
          SplittableRandom random = new SplittableRandom(seed);
          RowEncoder row = new RowEncoder(columns);
          for (int use = 0; use < 2; use++) {
            int nonZero = 0;
            for (int j = 0; j < columns; j++) {
              boolean zero = random.nextDouble() >= Math.pow(density, 4);
              row.bytes()[j] = (byte) (zero ? 0 : random.nextInt(1, 256));
              nonZero += zero ? 0 : 1;
            }
            List<Integer> expected = columnsOfEntries(row.bytes(), columns);
            assertThat(row.count()).isEqualTo(nonZero);
            assertThat(row.entries()).isEqualTo(expected.size());
            byte[] values = new byte[3 + expected.size()];
            char[] found = row.list(values, 3);
            for (int e = 0; e < expected.size(); e++) {
              assertThat((int) found[e]).isEqualTo(expected.get(e));
              assertThat(values[3 + e]).isEqualTo(row.bytes()[expected.get(e)]);
            }
          }
        });
  }

  private static List<Integer> columnsOfEntries(byte[] bytes, int columns) {
    List<Integer> found = new ArrayList<>();
    int last = 0;
    for (int j = 0; j < columns; j++) {
      if (bytes[j] != 0 || j - last == RowEncoder.MAX_DELTA) {
        found.add(j);
        last = j;
      }
    }
    return found;
  }
}
