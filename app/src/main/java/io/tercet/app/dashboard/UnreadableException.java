package io.tercet.app.dashboard;

import java.io.IOException;

/** A file of a run that is there and cannot be shown. The message names it and says why. */
final class UnreadableException extends IOException {
  private static final long serialVersionUID = 1L;

  UnreadableException(String message) {
    super(message);
  }
}
