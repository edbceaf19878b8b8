package io.tercet.kernel.simd;

import io.tercet.kernel.TileGrid;
import io.tercet.tensor.Activation;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The convolution of {@link SimdWinograd} for inference, with bias, activation and pooling at once:
 * tiles whose outputs a pool drops are not computed, tiles that are left below eight take smaller
 * ones, and the four outputs of a tile stay in registers until the largest is known. Every number
 * comes from the same operations in the same order as there.
 */
final class SimdFusedWinograd {
  private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOAT;
  private static final int LANES = SPECIES.length();
  private static final int PARTS = 16;

  /** Numbers of v and m together, at most, where a single row of tiles has not more. */
  private static final int NEAR = 1 << 17;

  /** A cache line between the parts, so that they do not all fall on the same sets of L1. */
  private static final int GAP = 16;

  private SimdFusedWinograd() {}

  /** Rows of tiles at once. */
  private static int rowsAtOnce(TileGrid grid) {
    int most = NEAR / (PARTS * grid.columns() * (grid.channels() + grid.filters()));
    return Math.max(1, Math.min(grid.rows(), most));
  }

  /** Numbers that a call needs beside its arguments. */
  static int scratch(TileGrid grid) {
    int tiles = rowsAtOnce(grid) * grid.columns();
    return PARTS * (tiles * (grid.channels() + grid.filters()) + 2 * GAP);
  }

  static void convolve(
      TileGrid grid,
      float[] x,
      int xOffset,
      float[] packed,
      float[] bias,
      int biasOffset,
      Activation activation,
      float[] y,
      int yOffset,
      float[] scratch) {
    int channels = grid.channels();
    int filters = grid.filters();
    int most = rowsAtOnce(grid);
    int vPart = most * grid.columns() * channels + GAP;
    int mPart = most * grid.columns() * filters + GAP;
    int m = PARTS * vPart;
    for (int first = 0; first < grid.rows(); first += most) {
      int rows = Math.min(most, grid.rows() - first);
      int tiles = rows * grid.columns();
      for (int tile = 0; tile < tiles; tile++) {
        int row = first + tile / grid.columns();
        int at = xOffset + 2 * (row * grid.imageRow() + tile % grid.columns() * channels);
        SimdWinograd.transformInput(
            channels, x, at, grid.imageRow(), scratch, tile * channels, vPart);
      }
      multiplyParts(tiles, channels, filters, packed, scratch, vPart, m, mPart);
      float floor = SimdActivation.floor(activation);
      for (int tile = 0; tile < tiles; tile++) {
        int row = first + tile / grid.columns();
        int column = tile % grid.columns();
        int from = m + tile * filters;
        if (grid.pooled()) {
          int to = yOffset + (row * grid.columns() + column) * filters;
          pooledOutput(filters, scratch, from, mPart, bias, biasOffset, floor, y, to);
        } else {
          outputs(grid, row, column, scratch, from, mPart, bias, biasOffset, floor, y, yOffset);
        }
      }
    }
    int outputs = grid.pooled() ? grid.tiles() : grid.height() * grid.width();
    SimdActivation.applyNonlinear(activation, outputs * filters, y, yOffset);
  }

  /** m = v u for each of the parts. */
  private static void multiplyParts(
      int tiles,
      int channels,
      int filters,
      float[] packed,
      float[] scratch,
      int vPart,
      int m,
      int mPart) {
    for (int part = 0; part < PARTS; part++) {
      int from = part * vPart;
      int to = m + part * mPart;
      int panels = part * filters * channels;
      SimdFewRows.multiply(tiles, filters, channels, scratch, from, packed, panels, scratch, to);
    }
  }

  private static void pooledOutput(
      int filters,
      float[] m,
      int mAt,
      int mPart,
      float[] bias,
      int biasOffset,
      float floor,
      float[] y,
      int yAt) {
    for (int i = 0; i < filters; i += LANES) {
      int at = mAt + i;
      FloatVector m10 = load(m, at + 4 * mPart);
      FloatVector m11 = load(m, at + 5 * mPart);
      FloatVector m12 = load(m, at + 6 * mPart);
      FloatVector m13 = load(m, at + 7 * mPart);
      FloatVector m20 = load(m, at + 8 * mPart);
      FloatVector m21 = load(m, at + 9 * mPart);
      FloatVector m22 = load(m, at + 10 * mPart);
      FloatVector m23 = load(m, at + 11 * mPart);
      FloatVector a = load(m, at).add(m10).add(m20);
      FloatVector b = load(m, at + mPart).add(m11).add(m21);
      FloatVector c = load(m, at + 2 * mPart).add(m12).add(m22);
      FloatVector d = load(m, at + 3 * mPart).add(m13).add(m23);
      FloatVector top = a.add(b).add(c).max(b.sub(c).sub(d));
      FloatVector e = m10.sub(m20).sub(load(m, at + 12 * mPart));
      FloatVector f = m11.sub(m21).sub(load(m, at + 13 * mPart));
      FloatVector g = m12.sub(m22).sub(load(m, at + 14 * mPart));
      FloatVector h = m13.sub(m23).sub(load(m, at + 15 * mPart));
      FloatVector bottom = e.add(f).add(g).max(f.sub(g).sub(h));
      top.max(bottom).add(load(bias, biasOffset + i)).max(floor).intoArray(y, yAt + i);
    }
  }

  /** Those of the four outputs that are wanted. */
  private static void outputs(
      TileGrid grid,
      int row,
      int column,
      float[] m,
      int mAt,
      int mPart,
      float[] bias,
      int biasOffset,
      float floor,
      float[] y,
      int yOffset) {
    int filters = grid.filters();
    int yRow = grid.width() * filters;
    boolean right = 2 * column + 1 < grid.width();
    boolean below = 2 * row + 1 < grid.height();
    int yAt = yOffset + 2 * (row * yRow + column * filters);
    for (int i = 0; i < filters; i += LANES) {
      int at = mAt + i;
      FloatVector offset = load(bias, biasOffset + i);
      FloatVector m10 = load(m, at + 4 * mPart);
      FloatVector m11 = load(m, at + 5 * mPart);
      FloatVector m12 = load(m, at + 6 * mPart);
      FloatVector m13 = load(m, at + 7 * mPart);
      FloatVector m20 = load(m, at + 8 * mPart);
      FloatVector m21 = load(m, at + 9 * mPart);
      FloatVector m22 = load(m, at + 10 * mPart);
      FloatVector m23 = load(m, at + 11 * mPart);
      FloatVector a = load(m, at).add(m10).add(m20);
      FloatVector b = load(m, at + mPart).add(m11).add(m21);
      FloatVector c = load(m, at + 2 * mPart).add(m12).add(m22);
      FloatVector d = load(m, at + 3 * mPart).add(m13).add(m23);
      a.add(b).add(c).add(offset).max(floor).intoArray(y, yAt + i);
      if (right) {
        b.sub(c).sub(d).add(offset).max(floor).intoArray(y, yAt + i + filters);
      }
      if (!below) {
        continue;
      }
      FloatVector e = m10.sub(m20).sub(load(m, at + 12 * mPart));
      FloatVector f = m11.sub(m21).sub(load(m, at + 13 * mPart));
      FloatVector g = m12.sub(m22).sub(load(m, at + 14 * mPart));
      FloatVector h = m13.sub(m23).sub(load(m, at + 15 * mPart));
      e.add(f).add(g).add(offset).max(floor).intoArray(y, yAt + yRow + i);
      if (right) {
        f.sub(g).sub(h).add(offset).max(floor).intoArray(y, yAt + yRow + i + filters);
      }
    }
  }

  private static FloatVector load(float[] values, int at) {
    return FloatVector.fromArray(SPECIES, values, at);
  }
}
