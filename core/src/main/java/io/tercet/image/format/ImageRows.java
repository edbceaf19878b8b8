package io.tercet.image.format;

import java.io.IOException;

/** Decodes an image row by row, from top to bottom. */
public interface ImageRows {

  /**
   * Decodes the next row.
   *
   * @param row receives [width x channels] unsigned samples, 1 channel if grayscale, else 3
   * @throws ImageFormatException if the data is damaged
   */
  void next(byte[] row) throws IOException;

  /** Releases resources of the decoder. */
  default void close() {}
}
