package io.tercet.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Inference allocates its result alone, in a JVM that is started as the launcher starts it. */
class InferenceAllocationTest {
  private static final Pattern LINE = Pattern.compile("(.+): (\\d+) of (\\d+)");

  @Test
  void allocatesTheResultAlone() throws IOException, InterruptedException {
    Assumptions.assumeTrue(Path.of("/bin/sh").toFile().canExecute(), "no /bin/sh");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    String flags = output(List.of("/bin/sh", "-c", ". ../tools/jdk.sh && jvm_flags"));
    command.addAll(List.of(flags.strip().split("\\s+", -1)));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), InferenceAllocation.class.getName()));
    String printed = output(command);
    List<Matcher> lines = printed.lines().map(LINE::matcher).filter(Matcher::matches).toList();
    assertThat(lines).as(printed).hasSize(4);
    for (Matcher line : lines) {
      assertThat(Long.parseLong(line.group(2)))
          .as(line.group(1))
          .isLessThanOrEqualTo(Long.parseLong(line.group(3)));
    }
  }

  private static String output(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }
}
