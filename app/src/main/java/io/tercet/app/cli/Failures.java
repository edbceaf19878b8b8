package io.tercet.app.cli;

import io.tercet.app.run.IoReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** One line for people from an exception. */
final class Failures {
  private Failures() {}

  static String line(Exception exception) {
    String text =
        switch (exception) {
          case UncheckedIOException unchecked -> line(Objects.requireNonNull(unchecked.getCause()));
          case IOException io -> IoReason.line(io);
          case IllegalArgumentException argument -> message(argument);
          case RuntimeException runtime when isOurs(runtime) -> message(runtime);
          default ->
              "internal error, please report it: %s (--debug shows more)".formatted(exception);
        };
    return text.lines().findFirst().orElse("unknown error");
  }

  /** Exceptions of Tercet and of the command line parser speak to people. */
  private static boolean isOurs(RuntimeException exception) {
    String name = exception.getClass().getName();
    return name.startsWith("io.tercet.") || name.startsWith("picocli.");
  }

  private static String message(Exception exception) {
    return Objects.requireNonNullElse(exception.getMessage(), exception.toString());
  }
}
