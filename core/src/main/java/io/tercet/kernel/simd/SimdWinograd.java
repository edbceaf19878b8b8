package io.tercet.kernel.simd;

import io.tercet.parallel.Shards;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Convolution with 3 x 3 filters in 16 instead of 36 multiplications per tile: Winograd's minimal
 * filtering F(2 x 2, 3 x 3), after Lavin and Gray (2016).
 *
 * <pre>
 *   image, tiles of 4 x 4 pixels that overlap by 2       outputs, 2 x 2 of a tile
 *     . . . .  . .                                         y y  y y
 *     . x x x  x .    v = B^T x B, channel by channel      y y  y y
 *     . x x x  x .    m = v times u, summed over channels
 *     . x x x  x .    y = A^T m A, filter by filter
 *
 *   v [16 x tiles x channels]          several rows of tiles at once, so that v and m stay in L2
 *   u [16 x channels x filters]        the filters, G w G^T, in panels packed by {@link SimdProduct}
 *   m [16 x tiles x filters]           16 matrix products by {@link SimdTile}
 * </pre>
 *
 * <p>v and y are sums and differences of 16 vectors, which fit in registers.
 */
final class SimdWinograd {
  private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOAT;
  private static final int LANES = SPECIES.length();
  private static final int ROWS = SimdTile.ROWS;
  private static final int COLUMNS = SimdTile.COLUMNS;

  /** Values of a transformed tile of one channel. */
  private static final int PARTS = 16;

  /** Maximum number of values of v and m together, unless a single row of tiles has more. */
  private static final int MAX_BUFFERED = 1 << 17;

  /** A cache line of padding between the parts, so that they do not map to the same sets of L1. */
  private static final int GAP = 16;

  private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

  private SimdWinograd() {}

  /** Thread-local buffers for a group of tiles, reused from call to call. */
  private static final class Scratch {
    float[] v = new float[0];
    float[] m = new float[0];
    int vPart;
    int mPart;

    /** Resizes the buffers; tiles are padded with zeros to a multiple of eight. */
    void set(int tiles, int channels, int filters) {
      int padded = Math.ceilDiv(tiles, ROWS) * ROWS;
      vPart = padded * channels + GAP;
      mPart = padded * filters + GAP;
      v = v.length < PARTS * vPart ? new float[PARTS * vPart] : v;
      m = m.length < PARTS * mPart ? new float[PARTS * mPart] : m;
      for (int part = 0; part < PARTS; part++) {
        int at = part * vPart;
        Arrays.fill(v, at + tiles * channels, at + padded * channels, 0);
      }
    }
  }

  static int packedSize(int channels, int filters) {
    return PARTS * SimdConvolution.packedSize(channels, filters);
  }

  /** u = G w G^T for each channel and filter, with G = [1 0 0; .5 .5 .5; .5 -.5 .5; 0 0 1]. */
  static void pack(int channels, int filters, float[] w, int wOffset, float[] packed) {
    int size = channels * filters;
    Scratch scratch = SCRATCH.get();
    scratch.m = scratch.m.length < PARTS * size ? new float[PARTS * size] : scratch.m;
    float[] u = scratch.m;
    for (int i = 0; i < size; i++) {
      for (int column = 0; column < 3; column++) {
        int at = wOffset + column * size + i;
        widen(w[at], w[at + 3 * size], w[at + 6 * size], u, column * size + i, 4 * size);
      }
      for (int row = 0; row < 4; row++) {
        int at = 4 * row * size + i;
        widen(u[at], u[at + size], u[at + 2 * size], u, at, size);
      }
    }
    int panels = SimdConvolution.packedSize(channels, filters);
    for (int part = 0; part < PARTS; part++) {
      SimdProduct.pack(channels, filters, u, part * size, filters, 1, packed, part * panels);
    }
  }

  /** G times a column of three values. */
  private static void widen(float first, float middle, float last, float[] u, int at, int stride) {
    float outer = 0.5f * (first + last);
    float inner = 0.5f * middle;
    u[at] = first;
    u[at + stride] = outer + inner;
    u[at + 2 * stride] = outer - inner;
    u[at + 3 * stride] = last;
  }

  static void multiply(
      int tileRows,
      int tileColumns,
      int channels,
      int filters,
      float[] x,
      int xOffset,
      float[] packed,
      float[] y,
      int yOffset) {
    int xRow = (2 * tileColumns + 2) * channels;
    int yRow = 2 * tileColumns * filters;
    int most = Math.max(1, MAX_BUFFERED / (PARTS * tileColumns * (channels + filters)));
    Shards blocks = Shards.ofSize(tileRows, most);
    Scratch scratch = SCRATCH.get();
    for (int block = 0; block < blocks.count(); block++) {
      int first = blocks.from(block);
      int tiles = (blocks.to(block) - first) * tileColumns;
      scratch.set(tiles, channels, filters);
      for (int tile = 0; tile < tiles; tile++) {
        int row = first + tile / tileColumns;
        int at = xOffset + 2 * (row * xRow + tile % tileColumns * channels);
        transformInput(channels, x, at, xRow, scratch.v, tile * channels, scratch.vPart);
      }
      multiplyParts(tiles, channels, filters, scratch, packed);
      for (int tile = 0; tile < tiles; tile++) {
        int row = first + tile / tileColumns;
        int at = yOffset + 2 * (row * yRow + tile % tileColumns * filters);
        transformOutput(filters, scratch.m, tile * filters, scratch.mPart, y, at, yRow);
      }
    }
  }

  /** m = v u for each of the parts. */
  private static void multiplyParts(
      int tiles, int channels, int filters, Scratch scratch, float[] packed) {
    for (int part = 0; part < PARTS; part++) {
      for (int j = 0; j < filters; j += COLUMNS) {
        int panel = (part * filters + j) * channels;
        for (int i = 0; i < tiles; i += ROWS) {
          SimdTile.rows(
              1,
              channels,
              scratch.v,
              part * scratch.vPart + i * channels,
              channels,
              0,
              packed,
              panel,
              scratch.m,
              part * scratch.mPart + i * filters + j,
              filters,
              false);
        }
      }
    }
  }

  /**
   * v = B^T x B of a tile whose first pixel is at {@code xAt}, with B^T = [1 0 -1 0; 0 1 1 0; 0 -1
   * 1 0; 0 1 0 -1].
   */
  static void transformInput(
      int channels, float[] x, int xAt, int xRow, float[] v, int vAt, int vPart) {
    for (int i = 0; i < channels; i += LANES) {
      int at = xAt + i;
      FloatVector x00 = load(x, at);
      FloatVector x01 = load(x, at + channels);
      FloatVector x02 = load(x, at + 2 * channels);
      FloatVector x03 = load(x, at + 3 * channels);
      FloatVector x10 = load(x, at + xRow);
      FloatVector x11 = load(x, at + xRow + channels);
      FloatVector x12 = load(x, at + xRow + 2 * channels);
      FloatVector x13 = load(x, at + xRow + 3 * channels);
      FloatVector x20 = load(x, at + 2 * xRow);
      FloatVector x21 = load(x, at + 2 * xRow + channels);
      FloatVector x22 = load(x, at + 2 * xRow + 2 * channels);
      FloatVector x23 = load(x, at + 2 * xRow + 3 * channels);
      FloatVector x30 = load(x, at + 3 * xRow);
      FloatVector x31 = load(x, at + 3 * xRow + channels);
      FloatVector x32 = load(x, at + 3 * xRow + 2 * channels);
      FloatVector x33 = load(x, at + 3 * xRow + 3 * channels);
      int to = vAt + i;
      FloatVector t00 = x00.sub(x20);
      FloatVector t01 = x01.sub(x21);
      FloatVector t02 = x02.sub(x22);
      FloatVector t03 = x03.sub(x23);
      t00.sub(t02).intoArray(v, to);
      t01.add(t02).intoArray(v, to + vPart);
      t02.sub(t01).intoArray(v, to + 2 * vPart);
      t01.sub(t03).intoArray(v, to + 3 * vPart);
      FloatVector t10 = x10.add(x20);
      FloatVector t11 = x11.add(x21);
      FloatVector t12 = x12.add(x22);
      FloatVector t13 = x13.add(x23);
      t10.sub(t12).intoArray(v, to + 4 * vPart);
      t11.add(t12).intoArray(v, to + 5 * vPart);
      t12.sub(t11).intoArray(v, to + 6 * vPart);
      t11.sub(t13).intoArray(v, to + 7 * vPart);
      FloatVector t20 = x20.sub(x10);
      FloatVector t21 = x21.sub(x11);
      FloatVector t22 = x22.sub(x12);
      FloatVector t23 = x23.sub(x13);
      t20.sub(t22).intoArray(v, to + 8 * vPart);
      t21.add(t22).intoArray(v, to + 9 * vPart);
      t22.sub(t21).intoArray(v, to + 10 * vPart);
      t21.sub(t23).intoArray(v, to + 11 * vPart);
      FloatVector t30 = x10.sub(x30);
      FloatVector t31 = x11.sub(x31);
      FloatVector t32 = x12.sub(x32);
      FloatVector t33 = x13.sub(x33);
      t30.sub(t32).intoArray(v, to + 12 * vPart);
      t31.add(t32).intoArray(v, to + 13 * vPart);
      t32.sub(t31).intoArray(v, to + 14 * vPart);
      t31.sub(t33).intoArray(v, to + 15 * vPart);
    }
  }

  /** y = A^T m A of a tile, with A^T = [1 1 1 0; 0 1 -1 -1]. */
  private static void transformOutput(
      int filters, float[] m, int mAt, int mPart, float[] y, int yAt, int yRow) {
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
      a.add(b).add(c).intoArray(y, yAt + i);
      b.sub(c).sub(d).intoArray(y, yAt + i + filters);
      FloatVector e = m10.sub(m20).sub(load(m, at + 12 * mPart));
      FloatVector f = m11.sub(m21).sub(load(m, at + 13 * mPart));
      FloatVector g = m12.sub(m22).sub(load(m, at + 14 * mPart));
      FloatVector h = m13.sub(m23).sub(load(m, at + 15 * mPart));
      e.add(f).add(g).intoArray(y, yAt + yRow + i);
      f.sub(g).sub(h).intoArray(y, yAt + yRow + i + filters);
    }
  }

  private static FloatVector load(float[] values, int at) {
    return FloatVector.fromArray(SPECIES, values, at);
  }
}
