package io.tercet.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class NonZeroBytesTest {

  /** Byte by byte, as eight at a time; the second row where the first was. */
  @Property(tries = 500)
  void entriesAreThoseFoundByteByByte(
      @ForAll @IntRange(min = 1, max = 1200) int columns,
      @ForAll @DoubleRange(min = 0, max = 1) double density,
      @ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    NonZeroBytes row = new NonZeroBytes(columns);
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
  }

  private static List<Integer> columnsOfEntries(byte[] bytes, int columns) {
    List<Integer> found = new ArrayList<>();
    int last = 0;
    for (int j = 0; j < columns; j++) {
      if (bytes[j] != 0 || j - last == NonZeroBytes.MAX_STEP) {
        found.add(j);
        last = j;
      }
    }
    return found;
  }
}
