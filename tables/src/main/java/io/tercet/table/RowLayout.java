package io.tercet.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The final place of the numbers of a row. Immutable. */
final class RowLayout {
  private final int[] from;
  private final int[] @Nullable [] recode;

  /**
   * @param from for each number the place where it was collected
   * @param recode for each number the final code of each code, or null if it is no code
   */
  RowLayout(List<Integer> from, List<int @Nullable []> recode) {
    this.from = from.stream().mapToInt(Integer::intValue).toArray();
    this.recode = recode.toArray(int[][]::new);
  }

  int width() {
    return from.length;
  }

  /** Whether rows of a width stay as they are. */
  boolean isIdentity(int width) {
    boolean same = width == from.length;
    for (int i = 0; i < from.length && same; i++) {
      same = from[i] == i && recode[i] == null;
    }
    return same;
  }

  /** Copies a row from where it was collected; missing values are NaN before and after. */
  void apply(float[] row, float[] destination, int offset) {
    for (int i = 0; i < from.length; i++) {
      float value = row[from[i]];
      int[] codes = recode[i];
      destination[offset + i] = codes == null || Float.isNaN(value) ? value : codes[(int) value];
    }
  }
}
