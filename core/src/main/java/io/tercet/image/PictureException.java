package io.tercet.image;

import java.io.IOException;

/** A picture that cannot be read, in words that follow the name of its file. */
final class PictureException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * @param message begins in lower case: "damaged PNG: ..."
   */
  PictureException(String message) {
    super(message);
  }

  /** A file of that format that does not hold what it says it holds. */
  static PictureException damaged(PictureFormat format, String what) {
    return new PictureException("damaged %s: %s".formatted(format.title(), what));
  }

  /** A whole file of a kind that is not read. */
  static PictureException unsupported(PictureFormat format, String found, String expected) {
    return new PictureException(
        "a %s of %s, expected %s".formatted(format.title(), found, expected));
  }
}
