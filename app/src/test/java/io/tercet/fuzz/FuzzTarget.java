package io.tercet.fuzz;

import com.sun.management.ThreadMXBean;
import io.tercet.data.DataException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads inputs of a format and says what is wrong with how they are read. An input is read, or
 * refused in one line that names the file; within two seconds of the processor's time, and without
 * taking much memory. For one thread.
 */
final class FuzzTarget {
  private static final Duration LONGEST = Duration.ofSeconds(2);
  private static final long MOST_BYTES = 64 << 20;

  private final ThreadMXBean threads =
      (ThreadMXBean) ManagementFactory.getPlatformMXBean(java.lang.management.ThreadMXBean.class);
  private final FuzzFormat format;
  private final Path path;

  /**
   * @param folder where inputs are written, its own
   */
  FuzzTarget(FuzzFormat format, Path folder) throws IOException {
    this.format = format;
    format.prepare(folder);
    path = folder.resolve(format.file());
    for (byte[] seed : format.seeds()) {
      Files.write(path, seed);
      format.read(path); // loads classes, which takes time and memory of its own
    }
  }

  /** What is wrong, or null. */
  @Nullable String read(byte[] input) throws IOException {
    Files.write(path, input);
    long bytes = threads.getCurrentThreadAllocatedBytes();
    long start = threads.getCurrentThreadCpuTime();
    String wrong = null;
    try {
      format.read(path);
    } catch (DataException e) {
      wrong = wrongWith(e);
    } catch (IOException | RuntimeException | Error e) {
      wrong = described(e);
    }
    Duration taken = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
    bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
    if (wrong == null && taken.compareTo(LONGEST) > 0) {
      return "took " + taken.toMillis() + " ms";
    }
    return wrong == null && bytes > MOST_BYTES ? "took " + (bytes >> 20) + " MB" : wrong;
  }

  private @Nullable String wrongWith(DataException e) {
    String message = String.valueOf(e.getMessage());
    boolean named = message.contains(String.valueOf(path.getFileName()));
    boolean oneLine = message.lines().count() == 1 && message.length() < 1000;
    return named && oneLine ? null : "is refused with: " + message.lines().toList();
  }

  private static String described(Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    return e + (trace.length == 0 ? "" : " at " + trace[0]);
  }
}
