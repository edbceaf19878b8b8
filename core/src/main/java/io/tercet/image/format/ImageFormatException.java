package io.tercet.image.format;

import java.io.IOException;

/** An unreadable image; the message continues a line that begins with the file's name. */
public final class ImageFormatException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * @param message in lower case: "damaged PNG: ..."
   */
  ImageFormatException(String message) {
    super(message);
  }

  /** A malformed or truncated file. */
  static ImageFormatException damaged(ImageFormat format, String what) {
    return new ImageFormatException("damaged %s: %s".formatted(format.title(), what));
  }

  /** A well-formed file of an unsupported kind. */
  static ImageFormatException unsupported(ImageFormat format, String found, String expected) {
    return new ImageFormatException(
        "a %s of %s, expected %s".formatted(format.title(), found, expected));
  }
}
