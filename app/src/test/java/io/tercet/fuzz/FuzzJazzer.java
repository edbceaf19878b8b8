package io.tercet.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/** What Jazzer calls: {@code bench/fuzz}. The format is the first argument of the target. */
public final class FuzzJazzer {
  private static @Nullable FuzzTarget target;

  private FuzzJazzer() {}

  /** Before the first input. */
  public static void fuzzerInitialize(String[] args) throws IOException {
    System.setProperty("java.awt.headless", "true");
    target = new FuzzTarget(Fuzz.format(args[0]), Files.createTempDirectory("fuzz"));
  }

  /** With each input. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    FuzzTarget read = target;
    String wrong = read == null ? "not initialized" : read.read(input);
    if (wrong != null) {
      throw new AssertionError(wrong);
    }
  }
}
