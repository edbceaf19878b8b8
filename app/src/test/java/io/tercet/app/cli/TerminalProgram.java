package io.tercet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Tercet in a process of its own, in a pseudo-terminal that {@code script} of util-linux makes or
 * without one. What is typed goes through the terminal, so that Ctrl-C becomes a signal there.
 */
final class TerminalProgram implements AutoCloseable {
  static final String CTRL_C = "\u0003";

  private static final int PATIENCE_SECONDS = 120;

  private final Process process;
  private final Path output;

  private TerminalProgram(List<String> command, Path folder, Map<String, String> environment)
      throws IOException {
    output = Files.createTempFile(folder, "terminal", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    process = builder.start();
  }

  /** Whether there is a {@code script} that takes a command and hands on its exit code. */
  static boolean isPossible() {
    try {
      Process version = new ProcessBuilder("script", "--version").start();
      byte[] said = version.getInputStream().readAllBytes();
      return new String(said, StandardCharsets.UTF_8).contains("util-linux");
    } catch (IOException e) {
      return false;
    }
  }

  /** Starts in a terminal of that many columns. */
  static TerminalProgram inTerminal(Path folder, int columns, String... args) throws IOException {
    return ofCommand(folder, columns, command(args));
  }

  /** Starts any command in a terminal of that many columns. */
  static TerminalProgram ofCommand(Path folder, int columns, List<String> command)
      throws IOException {
    String line =
        command.stream()
            .map(word -> "'" + word.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
    String sized = "stty cols %d; exec %s".formatted(columns, line);
    return new TerminalProgram(List.of("script", "-qec", sized, "/dev/null"), folder, Map.of());
  }

  /** Starts without a terminal. */
  static TerminalProgram alone(Path folder, String... args) throws IOException {
    return alone(folder, Map.of(), args);
  }

  /** The same with more in its environment. */
  static TerminalProgram alone(Path folder, Map<String, String> environment, String... args)
      throws IOException {
    return new TerminalProgram(command(args), folder, environment);
  }

  /** The command line that runs Tercet as these tests are run. */
  static List<String> command(String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add("io.tercet.app.Tercet");
    command.addAll(List.of(args));
    return command;
  }

  void type(String text) throws IOException {
    OutputStream keyboard = process.getOutputStream();
    keyboard.write(text.getBytes(StandardCharsets.UTF_8));
    keyboard.flush();
  }

  /** The process itself; in a terminal that of {@code script}. */
  Process process() {
    return process;
  }

  String output() {
    try {
      return Files.readString(output, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void awaitOutput(String text) throws InterruptedException {
    await(() -> output().contains(text));
  }

  /** Waits until something holds; fails if it never does or the program ends before. */
  void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean() && System.nanoTime() < end && process.isAlive()) {
      Thread.sleep(5);
    }
    assertThat(condition.getAsBoolean()).as(output()).isTrue();
  }

  /** Its exit code. */
  int end() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as(output()).isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
