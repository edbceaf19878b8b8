package io.tercet.tensor;

import static org.quicktheories.generators.SourceDSL.arbitrary;

import java.util.List;
import org.quicktheories.core.Gen;
import org.quicktheories.generators.SourceDSL;

/**
 * Ranges of numbers for tests of properties, both ends included. The ends come often, each by
 * itself: that is where sizes are awkward.
 */
public final class Ranges {
  private static final int ENDS_PERCENT = 10;

  private Ranges() {}

  public static Gen<Integer> ints(int min, int max) {
    return withEnds(SourceDSL.integers().between(min, max), min, max);
  }

  public static Gen<Long> longs(long min, long max) {
    return withEnds(SourceDSL.longs().between(min, max), min, max);
  }

  public static Gen<Double> doubles(double min, double max) {
    return withEnds(SourceDSL.doubles().between(min, max), min, max);
  }

  private static <T> Gen<T> withEnds(Gen<T> range, T min, T max) {
    return range.mix(arbitrary().pick(List.of(min, max)), ENDS_PERCENT);
  }
}
