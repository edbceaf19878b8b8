package io.tercet.kernel;

import io.tercet.tensor.Activation;

/** Convolutions and pools of images whose channels lie side by side. */
public interface ConvolutionKernels {

  /**
   * Numbers that {@link #packFilters} writes.
   *
   * @param depth numbers of a window
   * @param n filters
   */
  int packedFiltersSize(int depth, int n);

  /** Lays a kernel [depth x n] out for {@link #convolve}, once for many images. */
  void packFilters(int depth, int n, float[] w, int wOffset, float[] packed);

  /**
   * Windows times a kernel: y [windows x n] = the windows of x [windows x depth] times w [depth x
   * n].
   *
   * @param packed w, by {@link #packFilters}
   */
  void convolve(
      Windows windows, int n, float[] x, int xOffset, float[] packed, float[] y, int yOffset);

  /**
   * Numbers that {@link #packWinogradFilters} writes.
   *
   * @param channels of a pixel, a multiple of 16
   * @param filters a multiple of 32
   */
  int packedWinogradFiltersSize(int channels, int filters);

  /** Lays a kernel [3 x 3 x channels x filters] out for {@link #convolveWinograd}. */
  void packWinogradFilters(int channels, int filters, float[] w, int wOffset, float[] packed);

  /**
   * The windows of 3 x 3 pixels of an image times a kernel, in tiles of 2 x 2 windows: y [2 rows x
   * 2 columns x filters] from x [2 rows + 2 x 2 columns + 2 x channels]. Sums are in another order
   * than those of {@link #convolve}.
   *
   * @param tileRows rows of tiles
   * @param tileColumns tiles of a row
   * @param packed the kernel, by {@link #packWinogradFilters}
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
   * The largest pixel of each window of {@code size x size}, channel by channel, for windows side
   * by side.
   *
   * @param x the first window's first pixel lies at {@code xOffset}, its rows {@code xRow} apart
   * @param y receives [windows x channels]
   */
  void largest(
      int windows,
      int size,
      int channels,
      float[] x,
      int xOffset,
      int xRow,
      float[] y,
      int yOffset);

  /**
   * The way back of {@link #largest}: dx is dy at the first pixel of a window that is the largest,
   * channel by channel, and 0 at all others.
   *
   * @param dx lies as x does
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
