package io.tercet.app.run;

import java.util.Optional;

/** The message for insufficient memory. */
public final class MemoryLimit {
  private static final long MEGABYTE = 1 << 20;

  private static final int MOST_CAUSES = 20;

  private MemoryLimit() {}

  /** The message, if a failure was caused by insufficient memory on any thread. */
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

  /** One line: the maximum heap size, and how to increase it. */
  public static String line() {
    long limit = Runtime.getRuntime().maxMemory() / MEGABYTE;
    return "out of memory: the Java heap is limited to %d MB; increase it, for instance to 4 GB, with JDK_JAVA_OPTIONS=-Xmx4g"
        .formatted(limit);
  }
}
