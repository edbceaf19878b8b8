package io.tercet.data;

import java.io.IOException;

/** Invalid or missing data. The message names the path, what was found and what was expected. */
public final class DataException extends IOException {
  private static final long serialVersionUID = 1L;

  public DataException(String message) {
    super(message);
  }

  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
