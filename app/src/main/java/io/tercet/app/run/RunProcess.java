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
 * Identifies the process of a run. Since process ids are reused, the start time is compared as
 * well.
 */
public final class RunProcess {
  /** Tolerance of start times, which shift when the system clock is adjusted. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private RunProcess() {}

  /** Start time of this process, or null if the system does not provide it. */
  static @Nullable String started() {
    return ProcessHandle.current().info().startInstant().map(Instant::toString).orElse(null);
  }

  /**
   * Whether the run's process is alive.
   *
   * @param pid process id
   * @param started its start time; if empty, any process of that id matches
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

  /** Whether it is a zombie (Linux): ended, but not yet reaped by its parent. */
  private static boolean hasEnded(long pid) {
    try {
      String line =
          Files.readString(
              Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
      return line.startsWith(") Z ", line.lastIndexOf(')'));
    } catch (IOException e) {
      return false; // not Linux, or already gone
    }
  }
}
