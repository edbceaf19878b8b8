package io.tercet.kernel;

/**
 * The layout of a convolution's windows in an image. A window has {@code segments} rows of
 * contiguous values; the next window begins {@code stride} values later, so windows may overlap.
 *
 * @param count number of windows
 * @param stride values from a window to the next
 * @param segments rows of a window
 * @param segmentStride values from a row of a window to its next
 * @param length values of a row of a window
 */
public record Windows(int count, int stride, int segments, int segmentStride, int length) {

  /** Number of values of a window. */
  public int depth() {
    return segments * length;
  }
}
