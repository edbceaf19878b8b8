package io.tercet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the measurements were made on. */
final class Machine {
  private Machine() {}

  /** The processor's name, family and model as Linux tells them. */
  static String processor() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.exists(file)) {
      return System.getProperty("os.arch");
    }
    List<String> lines = Files.readAllLines(file);
    return "%s, family %s model %s"
        .formatted(value(lines, "model name"), value(lines, "cpu family"), value(lines, "model\t"));
  }

  private static String value(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }
}
