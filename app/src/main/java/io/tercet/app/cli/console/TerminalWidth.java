package io.tercet.app.cli.console;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The width of the terminal in columns, by {@code stty}. It is read on another thread and refreshed
 * after a second, since windows are resized. Terminal settings and signals are not changed.
 * Thread-safe.
 */
final class TerminalWidth {
  private static final int USUAL = 80;
  private static final long VALID_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final File TERMINAL = new File("/dev/tty");

  /** The width of this program's terminal. */
  static final TerminalWidth CURRENT = new TerminalWidth();

  private CompletableFuture<Integer> newest = read();
  private long started = System.nanoTime();
  private int columns;

  private TerminalWidth() {}

  /** Number of columns, or 0 while unknown. */
  synchronized int columns() {
    if (newest.isDone()) {
      columns = newest.join();
      if (System.nanoTime() - started > VALID_NANOS) {
        newest = read();
        started = System.nanoTime();
      }
    }
    return columns;
  }

  private static CompletableFuture<Integer> read() {
    CompletableFuture<Integer> found = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> found.complete(ask()));
    return found;
  }

  private static int ask() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(TERMINAL)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      byte[] answer = stty.getInputStream().readAllBytes();
      return parse(new String(answer, StandardCharsets.US_ASCII));
    } catch (IOException e) {
      return USUAL; // no stty, or no terminal
    }
  }

  /** Columns from "rows columns"; {@value #USUAL} if a terminal does not know its size. */
  static int parse(String answer) {
    String[] parts = answer.strip().split(" ", -1);
    if (parts.length != 2 || !parts[1].matches("[1-9]\\d{0,4}")) {
      return USUAL;
    }
    return Integer.parseInt(parts[1]);
  }
}
