package io.tercet.data;

import java.io.IOException;

/** Data that is not what it should be. The message names the path, what was found and expected. */
public final class DataException extends IOException {
  private static final long serialVersionUID = 1L;

  public DataException(String message) {
    super(message);
  }

  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
