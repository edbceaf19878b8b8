package io.tercet.app.cli;

import io.tercet.app.run.IoReason;
import io.tercet.app.run.MemoryLimit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** One line for people from an exception. */
final class Failures {
  private Failures() {}

  static String line(Throwable exception) {
    return MemoryLimit.line(exception).orElseGet(() -> lineOf(exception));
  }

  private static String lineOf(Throwable exception) {
    String text =
        switch (exception) {
          case UncheckedIOException unchecked -> line(Objects.requireNonNull(unchecked.getCause()));
          case IOException io -> IoReason.line(io);
          case Error error when isOfTooManyFiles(error) ->
              "too many open files; more are allowed by: ulimit -n 1024";
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

  /** A class that is needed cannot be read, for instance. */
  private static boolean isOfTooManyFiles(Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (String.valueOf(each.getMessage()).contains("Too many open files")) {
        return true;
      }
    }
    return false;
  }

  private static String message(Exception exception) {
    return Objects.requireNonNullElse(exception.getMessage(), exception.toString());
  }
}
