package io.tercet.app.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The process of a run. Its number alone does not tell it: the system gives the number of a process
 * that has ended to another one, which is told apart by the time it started.
 */
public final class RunProcess {
  /** The system's clock, which start times are counted from, may be put right meanwhile. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private RunProcess() {}

  /** When this process started, or null where the system does not say. */
  static @Nullable String started() {
    return ProcessHandle.current().info().startInstant().map(Instant::toString).orElse(null);
  }

  /**
   * Whether a process is there that may be the run's.
   *
   * @param pid its number
   * @param started when it started; without it, any process of that number counts
   */
  public static boolean isAlive(long pid, Optional<Instant> started) {
    Optional<ProcessHandle> process = pid > 0 ? ProcessHandle.of(pid) : Optional.empty();
    if (process.isEmpty() || hasEnded(pid)) {
      return false;
    }
    Optional<Instant> found = process.get().info().startInstant();
    return started.isEmpty()
        || found.isEmpty()
        || Duration.between(started.get(), found.get()).abs().compareTo(TOLERANCE) <= 0;
  }

  /** Whether it has ended and only waits for its parent to ask how (Linux: a zombie). */
  private static boolean hasEnded(long pid) {
    try {
      String line =
          Files.readString(
              Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
      return line.startsWith(") Z ", line.lastIndexOf(')'));
    } catch (IOException e) {
      return false; // no Linux, or it is gone
    }
  }
}
