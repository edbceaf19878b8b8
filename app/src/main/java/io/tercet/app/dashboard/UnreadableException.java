package io.tercet.app.dashboard;

import java.io.IOException;

/** An existing file of a run cannot be shown. The message names the file and the reason. */
final class UnreadableException extends IOException {
  private static final long serialVersionUID = 1L;

  UnreadableException(String message) {
    super(message);
  }
}
