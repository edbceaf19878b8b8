package io.tercet.app.run;

import java.util.Optional;

/** What to say when the memory is not enough. */
public final class MemoryLimit {
  private static final long MEGABYTE = 1 << 20;

  private static final int MOST_CAUSES = 20;

  private MemoryLimit() {}

  /** That line, if memory is what something failed by, on whatever thread. */
  public static Optional<String> line(Throwable thrown) {
    Throwable cause = thrown;
    for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
      if (cause instanceof OutOfMemoryError) {
        return Optional.of(line());
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  /** One line: how much Java may use, and how to allow more. */
  public static String line() {
    long limit = Runtime.getRuntime().maxMemory() / MEGABYTE;
    return "out of memory: Java may use %d MB here; more, for instance 4 GB, by JDK_JAVA_OPTIONS=-Xmx4g"
        .formatted(limit);
  }
}
