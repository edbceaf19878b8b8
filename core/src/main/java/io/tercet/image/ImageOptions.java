package io.tercet.image;

import org.jspecify.annotations.Nullable;

/**
 * How images of a folder become examples.
 *
 * @param size size of an example; null for the common size of all images if that is at most {@value
 *     #MAX_PIXELS} pixels, else {@value #SIDE} x {@value #SIDE}
 * @param gray whether to convert to grayscale; folders without any color are grayscale anyway
 * @param skipUnreadable whether unreadable files are skipped instead of causing an error
 */
public record ImageOptions(@Nullable ImageSize size, boolean gray, boolean skipUnreadable) {
  /** Default width and height of an example if images differ in size or are large. */
  static final int SIDE = 64;

  /** Maximum number of pixels of an example whose size was not specified: 128 x 128. */
  static final int MAX_PIXELS = 128 * 128;

  /** The default options. */
  static final ImageOptions DEFAULT = new ImageOptions(null, false, false);
}
