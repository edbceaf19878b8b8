package io.tercet.image.format;

import java.io.IOException;

/** A picture that cannot be read, in words that follow the name of its file. */
public final class ImageFormatException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * @param message begins in lower case: "damaged PNG: ..."
   */
  ImageFormatException(String message) {
    super(message);
  }

  /** A file of that format that does not hold what it says it holds. */
  static ImageFormatException damaged(ImageFormat format, String what) {
    return new ImageFormatException("damaged %s: %s".formatted(format.title(), what));
  }

  /** A whole file of a kind that is not read. */
  static ImageFormatException unsupported(ImageFormat format, String found, String expected) {
    return new ImageFormatException(
        "a %s of %s, expected %s".formatted(format.title(), found, expected));
  }
}
