package io.tercet.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One run of a peer in a process of its own.
 *
 * @param output its lines, errors included
 * @param seconds from its start to its end
 * @param peakMegabytes largest resident memory, 0 where the system does not tell
 */
record PeerProcess(List<String> output, double seconds, double peakMegabytes) {
  private static final long POLL_MILLISECONDS = 5;

  /**
   * What holds OpenBLAS to the kernels of another processor, where a machine's owner has set it: it
   * is to choose for itself, as it does for its users.
   */
  private static final List<String> HOLDING_BACK = List.of("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE");

  /** Runs the command to its end. */
  static PeerProcess run(List<String> command) throws IOException, InterruptedException {
    Path log = Files.createTempFile("tercet-bench", ".log");
    try {
      long start = System.nanoTime();
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().keySet().removeAll(HOLDING_BACK);
      Process process = builder.start();
      double peak = 0;
      while (!process.waitFor(POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
        peak = Math.max(peak, residentMegabytes(process.pid()));
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
      if (process.exitValue() != 0) {
        throw new IOException(
            "%s ended with %d:%n%s"
                .formatted(
                    String.join(" ", command), process.exitValue(), String.join("\n", lines)));
      }
      return new PeerProcess(lines, seconds, peak);
    } finally {
      Files.deleteIfExists(log);
    }
  }

  /** The high-water mark that Linux keeps. */
  private static double residentMegabytes(long pid) {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
          .findAny()
          .orElse(0);
    } catch (IOException | UncheckedIOException e) {
      return 0; // it has just ended, or this is not Linux
    }
  }

  /** What it measured itself. */
  List<Double> rates() {
    return output.stream()
        .filter(line -> line.startsWith("rate "))
        .map(line -> Double.parseDouble(line.substring("rate ".length())))
        .toList();
  }

  /** What it says it is. */
  String version() {
    return output.stream()
        .filter(line -> line.startsWith("version "))
        .map(line -> line.substring("version ".length()))
        .findFirst()
        .orElse("");
  }
}
