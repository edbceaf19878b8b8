package io.tercet.app.plot;

import java.io.Serial;

/** No picture with text can be drawn on this machine; the message says what is missing. */
public final class NoFontsException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  NoFontsException(String message) {
    super(message);
  }
}
