package io.tercet.kernel.simd;

/**
 * The product of contiguous rows, a few dozen, and a packed matrix: c [m x n] = a [m x k] b [k x
 * n], n a multiple of a panel. Two panels at a time where there are two, in tiles of five and four
 * rows, which leave no row over from twelve rows on.
 */
final class SimdFewRows {
  private static final int COLUMNS = SimdTile.COLUMNS;
  private static final int FIVE = 5;
  private static final int FOUR = 4;

  private SimdFewRows() {}

  static void multiply(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      float[] packed,
      int panels,
      float[] c,
      int cOffset) {
    int j = 0;
    for (; j + 2 * COLUMNS <= n; j += 2 * COLUMNS) {
      wide(m, k, a, aOffset, packed, panels + j * k, c, cOffset + j, n);
    }
    for (; j < n; j += COLUMNS) {
      narrow(m, k, a, aOffset, packed, panels + j * k, c, cOffset + j, n);
    }
  }

  /** Rows of the next tile. */
  private static int rows(int left) {
    int fours = FOUR * left % FIVE;
    if (left >= FIVE && fours * FOUR < left) {
      return FIVE;
    }
    return left >= FOUR ? FOUR : 1;
  }

  private static void wide(
      int m,
      int k,
      float[] a,
      int aOffset,
      float[] b,
      int panel,
      float[] c,
      int cOffset,
      int cStride) {
    int apart = k * COLUMNS;
    int rows;
    for (int i = 0; i < m; i += rows) {
      rows = rows(m - i);
      int r = aOffset + i * k;
      int to = cOffset + i * cStride;
      switch (rows) {
        case 1 -> SimdWideTiles.oneByFour(1, k, a, r, 0, b, panel, apart, c, to);
        case FOUR ->
            SimdWideTiles.fourByFour(
                1, k, a, r, r + k, r + 2 * k, r + 3 * k, 0, b, panel, apart, c, to, cStride);
        default ->
            SimdWideTiles.fiveByFour(
                1, k, a, r, r + k, r + 2 * k, r + 3 * k, r + 4 * k, 0, b, panel, apart, c, to,
                cStride);
      }
    }
  }

  private static void narrow(
      int m,
      int k,
      float[] a,
      int aOffset,
      float[] b,
      int panel,
      float[] c,
      int cOffset,
      int cStride) {
    int rows;
    for (int i = 0; i < m; i += rows) {
      rows = rows(m - i);
      int r = aOffset + i * k;
      int to = cOffset + i * cStride;
      switch (rows) {
        case 1 -> SimdWideTiles.oneByTwo(1, k, a, r, 0, b, panel, 0, c, to);
        case FOUR ->
            SimdRowTiles.four(1, k, a, r, r + k, r + 2 * k, r + 3 * k, 0, b, panel, c, to, cStride);
        default ->
            SimdRowTiles.five(
                1, k, a, r, r + k, r + 2 * k, r + 3 * k, r + 4 * k, 0, b, panel, c, to, cStride);
      }
    }
  }
}
