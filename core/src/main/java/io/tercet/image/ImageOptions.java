package io.tercet.image;

import org.jspecify.annotations.Nullable;

/**
 * How pictures of a folder become examples.
 *
 * @param size of an example; null for the size that all have if that is at most {@value
 *     #MOST_PIXELS} pixels, else {@value #SIDE} x {@value #SIDE}
 * @param grey whether colour is left out; pictures that are all grey are grey anyway
 * @param skipUnreadable whether a file that cannot be read is left out instead of ending it all
 */
public record ImageOptions(@Nullable ImageSize size, boolean grey, boolean skipUnreadable) {
  /** Width and height of an example where pictures differ in size or are large. */
  public static final int SIDE = 64;

  /** Most pixels of an example whose size was not asked for: 128 x 128. */
  public static final int MOST_PIXELS = 128 * 128;

  /** Nothing said. */
  public static final ImageOptions DEFAULT = new ImageOptions(null, false, false);
}
