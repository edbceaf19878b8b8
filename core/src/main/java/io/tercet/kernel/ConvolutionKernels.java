package io.tercet.kernel;

import io.tercet.tensor.Activation;

/** Convolution and pooling of images in channels-last (NHWC) layout. */
public interface ConvolutionKernels {

  /**
   * Number of floats that {@link #packFilters} writes.
   *
   * @param depth values of a window
   * @param n number of filters
   */
  int packedFiltersSize(int depth, int n);

  /** Packs filters [depth x n] for {@link #convolve}, once for many images. */
  void packFilters(int depth, int n, float[] w, int wOffset, float[] packed);

  /**
   * Convolution: y [windows x n] = the windows of x [windows x depth] times w [depth x n].
   *
   * @param packed w, by {@link #packFilters}
   */
  void convolve(
      Windows windows, int n, float[] x, int xOffset, float[] packed, float[] y, int yOffset);

  /**
   * Number of floats that {@link #packWinogradFilters} writes.
   *
   * @param channels input channels, a multiple of 16
   * @param filters number of filters, a multiple of 32
   */
  int packedWinogradFiltersSize(int channels, int filters);

  /** Transforms and packs filters [3 x 3 x channels x filters] for {@link #convolveWinograd}. */
  void packWinogradFilters(int channels, int filters, float[] w, int wOffset, float[] packed);

  /**
   * Convolution with 3 x 3 filters by Winograd's algorithm, in tiles of 2 x 2 outputs: y [2 rows x
   * 2 columns x filters] from x [2 rows + 2 x 2 columns + 2 x channels]. The order of additions
   * differs from that of {@link #convolve}.
   *
   * @param tileRows number of rows of tiles
   * @param tileColumns number of tiles in a row
   * @param packed the filters, by {@link #packWinogradFilters}
   */
  void convolveWinograd(
      int tileRows,
      int tileColumns,
      int channels,
      int filters,
      float[] x,
      int xOffset,
      float[] packed,
      float[] y,
      int yOffset);

  /** Numbers that {@link #convolveFused} needs beside its arguments. */
  int convolutionScratch();

  /**
   * Inference through a convolution or a dense layer with all that follows it: output i of y
   * [outputs x n] = f(the largest of group i of the windows of x times w, plus bias). Sums are in
   * the order of {@link #convolve}.
   *
   * @param count number of windows taken, from the first on, in whole groups
   * @param packed w, by {@link #packFilters}
   * @param activation a monotonic function where groups have more than one window
   * @param scratch at least {@link #convolutionScratch} numbers, overwritten
   */
  void convolveFused(
      WindowList windows,
      int count,
      int n,
      float[] x,
      int xOffset,
      float[] packed,
      float[] bias,
      int biasOffset,
      Activation activation,
      float[] y,
      int yOffset,
      float[] scratch);

  /** Numbers that {@link #convolveWinogradFused} needs beside its arguments. */
  int winogradScratch(TileGrid grid);

  /**
   * {@link #convolveFused} for windows of 3 x 3 pixels in tiles. Sums are in the order of {@link
   * #convolveWinograd}.
   *
   * @param packed the filters, by {@link #packWinogradFilters}
   * @param y receives [height x width x filters], or one pixel for each tile where pooled
   * @param scratch at least {@link #winogradScratch} numbers, overwritten
   */
  void convolveWinogradFused(
      TileGrid grid,
      float[] x,
      int xOffset,
      float[] packed,
      float[] bias,
      int biasOffset,
      Activation activation,
      float[] y,
      int yOffset,
      float[] scratch);

  /**
   * Max pooling: the largest value of each {@code size x size} window, per channel, for adjacent
   * windows.
   *
   * @param x the first pixel of the first window is at {@code xOffset}, image rows are {@code xRow}
   *     apart
   * @param y receives [windows x channels]
   */
  void maxPool(
      int windows,
      int size,
      int channels,
      float[] x,
      int xOffset,
      int xRow,
      float[] y,
      int yOffset);

  /**
   * Backward pass of {@link #maxPool}: per channel, dx is dy at the first pixel of a window that
   * holds the maximum, and 0 at all others.
   *
   * @param dx same layout as x
   */
  void maxPoolBackward(
      int windows,
      int size,
      int channels,
      float[] x,
      int xOffset,
      int xRow,
      float[] y,
      int yOffset,
      float[] dy,
      int dyOffset,
      float[] dx,
      int dxOffset);
}
