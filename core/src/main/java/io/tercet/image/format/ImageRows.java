package io.tercet.image.format;

import java.io.IOException;

/** Rows of a picture while it is decoded, from the top down. */
public interface ImageRows {

  /**
   * Decodes one more row.
   *
   * @param row receives [width x channels] unsigned samples, 1 channel if grey, else 3
   * @throws ImageFormatException if the file does not hold it
   */
  void next(byte[] row) throws IOException;

  /** Gives back what decoding holds on to. */
  default void close() {}
}
