package io.tercet.data;

import java.io.IOException;

/** Invalid or missing data. The message names the path, what was found and what was expected. */
public final class DataException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception without a cause.
   *
   * @param message one line that names the file and what is wrong with it
   */
  public DataException(String message) {
    super(message);
  }

  /**
   * Creates an exception for a failure of another library.
   *
   * @param message one line that names the file and what is wrong with it
   * @param cause the failure
   */
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
