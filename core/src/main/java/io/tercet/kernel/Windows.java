package io.tercet.kernel;

/**
 * How the windows of a convolution lie in an image: each is {@code segments} rows of pixels, of
 * contiguous numbers, and the next window begins a little further, so that they overlap.
 *
 * @param count number of windows
 * @param stride numbers from a window to the next
 * @param segments rows of a window
 * @param segmentStride numbers from a row of a window to its next
 * @param length numbers of a row of a window
 */
public record Windows(int count, int stride, int segments, int segmentStride, int length) {

  /** Numbers of a window. */
  public int depth() {
    return segments * length;
  }
}
