package io.tercet.app.run;

/** What to say when the memory is not enough. */
public final class MemoryLimit {
  private static final long MEGABYTE = 1 << 20;

  private MemoryLimit() {}

  /** One line: how much Java may use, and how to allow more. */
  public static String line() {
    long limit = Runtime.getRuntime().maxMemory() / MEGABYTE;
    return "out of memory: Java may use %d MB here; more, for instance 4 GB, by JDK_JAVA_OPTIONS=-Xmx4g"
        .formatted(limit);
  }
}
