package io.tercet.kernel.simd;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Matrix product c [m x n] = a [m x k] b [k x n], with cache blocking (after Goto and van de Geijn
 * 2008, but a is not packed where its rows are contiguous):
 *
 * <pre>
 *   for a block of DEPTH rows and WIDTH columns of b:  packed into panels     512 x 256 floats: L2
 *     for eight rows of a:                             8 x DEPTH floats                       : L1
 *       for each panel of b, 2 vectors wide:           {@link SimdTile}                       : registers
 * </pre>
 *
 * <p>A b exactly as wide as a panel is read in place. Panels are padded with zeros. A tile at the
 * right edge of c goes through a small buffer, so edges use the same code and the same order of
 * additions.
 */
final class SimdProduct {
  private static final int DEPTH = 512;
  private static final int WIDTH = 256;
  private static final int ROWS = SimdTile.ROWS;
  private static final int COLUMNS = SimdTile.COLUMNS;

  /**
   * Rows of a packed at a time. If a is stored transposed these are contiguous values: eight cache
   * lines per visited page.
   */
  private static final int PACKED_ROWS = 128;

  /**
   * A cache line of padding between groups of eight packed rows, so that they do not map to the
   * same sets of L1.
   */
  private static final int GAP = 16;

  private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

  private SimdProduct() {}

  /** Thread-local buffers, reused from call to call. */
  private static final class Scratch {
    final float[] b = new float[DEPTH * (WIDTH + COLUMNS)];
    final float[] a = new float[packedAt(PACKED_ROWS, DEPTH)];
    final float[] edge = new float[ROWS * COLUMNS];
  }

  static void multiply(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int aRowStride,
      int aColumnStride,
      float[] b,
      int bOffset,
      int bRowStride,
      int bColumnStride,
      float[] c,
      int cOffset,
      int cRowStride,
      boolean accumulate) {
    if (k == 0 && !accumulate) {
      clear(m, n, c, cOffset, cRowStride);
    }
    Scratch scratch = SCRATCH.get();
    for (int p = 0; p < k; p += DEPTH) {
      int depth = Math.min(DEPTH, k - p);
      for (int j = 0; j < n; j += WIDTH) {
        int width = Math.min(WIDTH, n - j);
        int bAt = bOffset + p * bRowStride + j * bColumnStride;
        boolean isPanel = width == COLUMNS && bRowStride == COLUMNS && bColumnStride == 1;
        if (!isPanel) {
          pack(depth, width, b, bAt, bRowStride, bColumnStride, scratch.b, 0);
        }
        multiplyBlock(
            m,
            width,
            depth,
            a,
            aOffset + p * aColumnStride,
            aRowStride,
            aColumnStride,
            isPanel ? b : scratch.b,
            isPanel ? bAt : 0,
            scratch,
            c,
            cOffset + j,
            cRowStride,
            accumulate || p > 0);
      }
    }
  }

  private static void clear(int m, int n, float[] c, int cOffset, int cRowStride) {
    for (int i = 0; i < m; i++) {
      int at = cOffset + i * cRowStride;
      Arrays.fill(c, at, at + n, 0);
    }
  }

  /** Rows of a times a block of b in panels. */
  private static void multiplyBlock(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int aRowStride,
      int aColumnStride,
      float[] panels,
      int panelsOffset,
      Scratch scratch,
      float[] c,
      int cOffset,
      int cRowStride,
      boolean accumulate) {
    int i = 0;
    for (; i + ROWS <= m; i += ROWS) {
      int aAt = aOffset + i * aRowStride;
      boolean packed = aColumnStride != 1;
      int panel = i % PACKED_ROWS;
      if (packed && panel == 0) {
        int rows = Math.min(PACKED_ROWS, (m - i) / ROWS * ROWS);
        packRows(rows, k, a, aAt, aRowStride, aColumnStride, scratch.a);
      }
      for (int j = 0; j < n; j += COLUMNS) {
        int cAt = cOffset + i * cRowStride + j;
        int columns = Math.min(COLUMNS, n - j);
        boolean whole = columns == COLUMNS;
        float[] target = whole ? c : scratch.edge;
        int at = whole ? cAt : 0;
        int stride = whole ? cRowStride : COLUMNS;
        if (!whole && accumulate) {
          copy(ROWS, columns, c, cAt, cRowStride, scratch.edge, 0, COLUMNS);
        }
        if (packed) {
          SimdTile.packed(
              k,
              scratch.a,
              packedAt(panel, k),
              panels,
              panelsOffset + j * k,
              target,
              at,
              stride,
              accumulate);
        } else {
          SimdTile.rows(
              1,
              k,
              a,
              aAt,
              aRowStride,
              0,
              panels,
              panelsOffset + j * k,
              target,
              at,
              stride,
              accumulate);
        }
        if (!whole) {
          copy(ROWS, columns, scratch.edge, 0, COLUMNS, c, cAt, cRowStride);
        }
      }
    }
    while (i < m) {
      int rows = m - i < SimdTile.FEW ? 1 : SimdTile.FEW;
      lastRows(
          rows,
          n,
          k,
          a,
          aOffset + i * aRowStride,
          aRowStride,
          aColumnStride,
          panels,
          panelsOffset,
          scratch,
          c,
          cOffset + i * cRowStride,
          cRowStride,
          accumulate);
      i += rows;
    }
  }

  /** {@link SimdTile#FEW} rows, or one. */
  private static void lastRows(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int aRowStride,
      int aColumnStride,
      float[] panels,
      int panelsOffset,
      Scratch scratch,
      float[] c,
      int cOffset,
      int cRowStride,
      boolean accumulate) {
    float[] edge = scratch.edge;
    for (int j = 0; j < n; j += COLUMNS) {
      int columns = Math.min(COLUMNS, n - j);
      int panel = panelsOffset + j * k;
      if (accumulate) {
        copy(m, columns, c, cOffset + j, cRowStride, edge, 0, COLUMNS);
      } else {
        Arrays.fill(edge, 0, m * COLUMNS, 0);
      }
      if (m == SimdTile.FEW) {
        SimdTile.four(k, a, aOffset, aRowStride, aColumnStride, panels, panel, edge);
      } else {
        SimdTile.row(k, a, aOffset, aColumnStride, panels, panel, edge);
      }
      copy(m, columns, edge, 0, COLUMNS, c, cOffset + j, cRowStride);
    }
  }

  private static void copy(
      int rows,
      int columns,
      float[] from,
      int fromOffset,
      int fromStride,
      float[] to,
      int toOffset,
      int toStride) {
    for (int i = 0; i < rows; i++) {
      System.arraycopy(from, fromOffset + i * fromStride, to, toOffset + i * toStride, columns);
    }
  }

  /** Packs [k x n] of b into panels [k x COLUMNS], one after the other, padded with zeros. */
  static void pack(
      int k,
      int n,
      float[] b,
      int bOffset,
      int rowStride,
      int columnStride,
      float[] panels,
      int panelsOffset) {
    for (int j = 0; j < n; j += COLUMNS) {
      int columns = Math.min(COLUMNS, n - j);
      int at = bOffset + j * columnStride;
      if (columnStride == 1) {
        packContiguous(k, columns, b, at, rowStride, panels, panelsOffset + j * k);
      } else {
        packTransposed(k, columns, b, at, rowStride, columnStride, panels, panelsOffset + j * k);
      }
    }
  }

  private static void packContiguous(
      int k, int columns, float[] b, int bOffset, int rowStride, float[] panel, int panelOffset) {
    if (columns == COLUMNS) {
      packWhole(k, b, bOffset, rowStride, panel, panelOffset);
      return;
    }
    for (int p = 0; p < k; p++) {
      int at = panelOffset + p * COLUMNS;
      System.arraycopy(b, bOffset + p * rowStride, panel, at, columns);
      for (int j = columns; j < COLUMNS; j++) {
        panel[at + j] = 0;
      }
    }
  }

  private static void packWhole(
      int k, float[] b, int bOffset, int rowStride, float[] panel, int panelOffset) {
    for (int p = 0; p < k; p++) {
      int from = bOffset + p * rowStride;
      int to = panelOffset + p * COLUMNS;
      FloatVector.fromArray(SimdSpecies.FLOAT, b, from).intoArray(panel, to);
      FloatVector.fromArray(SimdSpecies.FLOAT, b, from + COLUMNS / 2)
          .intoArray(panel, to + COLUMNS / 2);
    }
  }

  private static void packTransposed(
      int k,
      int columns,
      float[] b,
      int bOffset,
      int rowStride,
      int columnStride,
      float[] panel,
      int panelOffset) {
    for (int p = 0; p < k; p++) {
      int to = panelOffset + p * COLUMNS;
      int from = bOffset + p * rowStride;
      for (int j = 0; j < columns; j++) {
        panel[to + j] = b[from + j * columnStride];
      }
      for (int j = columns; j < COLUMNS; j++) {
        panel[to + j] = 0;
      }
    }
  }

  /** Offset of packed row {@code row} and the seven after it. */
  private static int packedAt(int row, int k) {
    return row / ROWS * (k * ROWS + GAP);
  }

  /**
   * Packs rows of a in groups of eight as [k x 8]. If a is stored transposed, the entries for one k
   * are contiguous and are all read while their cache line is present.
   */
  private static void packRows(
      int rows, int k, float[] a, int aOffset, int rowStride, int columnStride, float[] packed) {
    for (int p = 0; p < k; p++) {
      int from = aOffset + p * columnStride;
      for (int row = 0; row < rows; row += ROWS) {
        int to = packedAt(row, k) + p * ROWS;
        if (rowStride == 1) {
          FloatVector.fromArray(FloatVector.SPECIES_256, a, from + row).intoArray(packed, to);
        } else {
          for (int r = 0; r < ROWS; r++) {
            packed[to + r] = a[from + (row + r) * rowStride];
          }
        }
      }
    }
  }
}
