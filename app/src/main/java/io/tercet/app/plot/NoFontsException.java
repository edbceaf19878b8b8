package io.tercet.app.plot;

import java.io.Serial;

/** Plots cannot be drawn on this machine; the message says what to install. */
public final class NoFontsException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  NoFontsException(String message) {
    super(message);
  }
}
