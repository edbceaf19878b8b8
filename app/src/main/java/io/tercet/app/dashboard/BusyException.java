package io.tercet.app.dashboard;

import java.io.IOException;

/** The server is overloaded at the moment. */
final class BusyException extends IOException {
  private static final long serialVersionUID = 1L;

  BusyException(String message) {
    super(message);
  }
}
