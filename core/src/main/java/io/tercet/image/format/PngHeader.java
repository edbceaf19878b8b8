package io.tercet.image.format;

import io.tercet.image.ImageSize;

/**
 * How the pixels of a PNG file are stored.
 *
 * @param bits of a sample: 1, 2, 4, 8 or 16
 * @param channels samples of a pixel, opacity among them
 * @param indexed whether they are numbers of a palette
 * @param interlaced whether they come in the seven passes of Adam7
 */
record PngHeader(ImageSize size, int bits, int channels, boolean indexed, boolean interlaced) {

  /** Bytes of a row of that many pixels. */
  int rowBytes(int width) {
    return (int) (((long) width * bits * channels + 7) / 8);
  }

  /** Bytes from a pixel to the next one, at least 1. */
  int pixelBytes() {
    return Math.max(1, bits * channels / 8);
  }
}
