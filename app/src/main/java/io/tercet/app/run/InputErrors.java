package io.tercet.app.run;

import io.tercet.data.DataException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Marks the places where settings and data of the user meet. What the library refuses there, with
 * {@link IllegalArgumentException}, is an error of the input; anywhere else it is a defect of the
 * program.
 */
public final class InputErrors {
  private InputErrors() {}

  /** Work on the user's input. */
  @FunctionalInterface
  public interface Work<T extends @Nullable Object> {
    T run() throws IOException;
  }

  /**
   * Runs the work and returns its result.
   *
   * @throws DataException with the message of the {@code IllegalArgumentException} that it throws
   */
  public static <T extends @Nullable Object> T check(Work<T> work) throws IOException {
    try {
      return work.run();
    } catch (IllegalArgumentException e) {
      throw new DataException(String.valueOf(e.getMessage()), e);
    }
  }
}
