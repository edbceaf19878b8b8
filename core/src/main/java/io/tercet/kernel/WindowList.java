package io.tercet.kernel;

/**
 * The windows of a convolution, one by one, wherever they lie in an image, in groups of which each
 * makes one output: the largest of a pooling window, or a group of one.
 *
 * <pre>
 *   starts  [ 0 1 28 29 | 2 3 30 31 | .. ]     3 x 3 windows of a 28 x 28 image, pooled 2 x 2: group 4
 * </pre>
 */
public final class WindowList {
  /** Numbers of a window up to which a loop over its rows would cost more than it saves. */
  private static final int SHALLOW = 32;

  private final int[] starts;
  private final int group;
  private final int segments;
  private final int segmentStride;
  private final int length;
  private final int[] places;

  /**
   * @param starts where each window begins in the image; a multiple of {@code group}
   * @param group 1 or 4
   * @param segments rows of pixels of a window
   * @param segmentStride numbers from a row of a window to its next
   * @param length numbers of a row of a window, contiguous
   */
  public WindowList(int[] starts, int group, int segments, int segmentStride, int length) {
    if ((group != 1 && group != 4) || starts.length % group != 0) {
      throw new IllegalArgumentException(
          "windows are grouped by 1 or 4, found %d in groups of %d"
              .formatted(starts.length, group));
    }
    this.starts = starts.clone();
    this.group = group;
    this.segments = segments;
    this.segmentStride = segmentStride;
    this.length = length;
    this.places = new int[depth() <= SHALLOW ? depth() : 0];
    for (int i = 0; i < places.length; i++) {
      places[i] = i / length * segmentStride + i % length;
    }
  }

  /** Rows [count x depth] one after the other, each a window of its own. */
  public static WindowList rows(int count, int depth) {
    int[] starts = new int[count];
    for (int i = 0; i < count; i++) {
      starts[i] = i * depth;
    }
    return new WindowList(starts, 1, 1, 0, depth);
  }

  /** Number of windows. */
  public int count() {
    return starts.length;
  }

  /** Where a window begins. */
  public int start(int window) {
    return starts[window];
  }

  /** Windows of an output, 1 or 4. */
  public int group() {
    return group;
  }

  /** Where each number of a window lies from its start; empty if it has many. */
  public int[] places() {
    return places;
  }

  /** Rows of pixels of a window. */
  public int segments() {
    return segments;
  }

  /** Numbers from a row of a window to its next. */
  public int segmentStride() {
    return segmentStride;
  }

  /** Numbers of a row of a window. */
  public int length() {
    return length;
  }

  /** Numbers of a window. */
  public int depth() {
    return segments * length;
  }
}
