package io.tercet.image.format;

import io.tercet.image.ImageSize;

/**
 * The pixel layout of a PNG file.
 *
 * @param bits bits of a sample: 1, 2, 4, 8 or 16
 * @param channels samples of a pixel, including alpha
 * @param indexed whether pixels are palette indices
 * @param interlaced whether pixels are stored in the seven passes of Adam7
 */
record PngHeader(ImageSize size, int bits, int channels, boolean indexed, boolean interlaced) {

  /** Number of bytes of a row of {@code width} pixels. */
  int rowBytes(int width) {
    return (int) (((long) width * bits * channels + 7) / 8);
  }

  /** Bytes from a pixel to the next one, at least 1. */
  int pixelBytes() {
    return Math.max(1, bits * channels / 8);
  }
}
