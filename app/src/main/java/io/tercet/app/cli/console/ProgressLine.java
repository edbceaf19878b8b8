package io.tercet.app.cli.console;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.IntSupplier;

/**
 * A progress line on the terminal, overwritten at most ten times per second and never wider than
 * the terminal. Thread-safe.
 */
final class ProgressLine implements AutoCloseable {
  private static final long PAUSE_NANOS = 100_000_000;
  private static final int WIDEST_BAR = 40;
  private static final String CLEAR = "\r\u001b[K";

  private final String task;
  private final long total;
  private final String unit;
  private final long unitSize;
  private final PrintStream terminal;
  private final IntSupplier columns;
  private final long started = System.nanoTime();
  private long painted = started;
  private boolean visible;
  private boolean closed;

  ProgressLine(String task, long total) {
    this(task, total, "", 1);
  }

  /**
   * A line that counts in larger units.
   *
   * @param total final value of done; 0 or less if unknown
   * @param unit display name of the unit
   * @param unitSize size of a unit
   */
  ProgressLine(String task, long total, String unit, long unitSize) {
    this(task, total, unit, unitSize, System.out, TerminalWidth.CURRENT::columns);
  }

  ProgressLine(
      String task,
      long total,
      String unit,
      long unitSize,
      PrintStream terminal,
      IntSupplier columns) {
    this.task = task;
    this.total = total;
    this.unit = unit;
    this.unitSize = unitSize;
    this.terminal = terminal;
    this.columns = columns;
  }

  void stepTo(long done) {
    stepTo(done, "");
  }

  /**
   * Updates the progress.
   *
   * @param extra additional text at the end of the line
   */
  synchronized void stepTo(long done, String extra) {
    long now = System.nanoTime();
    int width = now - painted < PAUSE_NANOS || closed ? 0 : columns.getAsInt();
    if (width == 0) {
      return;
    }
    painted = now;
    visible = true;
    // A character in the last column would start a new line on some terminals.
    terminal.print(CLEAR + text(done, extra, (now - started) / 1e9, width - 1));
    terminal.flush();
  }

  /** The line, truncated to a width. */
  String text(long done, String extra, double seconds, int width) {
    String head = "%s %s".formatted(task, percent(done));
    String tail = "%s%s%s".formatted(count(done), left(done, seconds), extra);
    int bar = Math.min(WIDEST_BAR, width - head.length() - tail.length() - 4);
    String middle = bar < 4 || total <= 0 ? " " : " [" + bar(done, bar) + "] ";
    String line = head + middle + tail;
    return line.length() <= width ? line : line.substring(0, Math.max(0, width));
  }

  private String percent(long done) {
    return total <= 0 ? "" : String.format(Locale.ROOT, "%3d %%", 100 * share(done, 1000) / 1000);
  }

  /** The fraction done in units of 1 / {@code parts}. */
  private long share(long done, int parts) {
    return Math.round((double) parts * Math.clamp(done, 0, total) / total);
  }

  private String bar(long done, int length) {
    int full = (int) share(done, length);
    return "=".repeat(full) + " ".repeat(length - full);
  }

  private String count(long done) {
    String counted = String.format(Locale.ROOT, "%,d", done / unitSize);
    if (total <= 0) {
      return counted + unit;
    }
    String all = String.format(Locale.ROOT, "%,d", total / unitSize);
    return " ".repeat(Math.max(0, all.length() - counted.length())) + counted + "/" + all + unit;
  }

  private String left(long done, double seconds) {
    if (total <= 0 || done <= 0 || done > total) {
      return "  ";
    }
    long rest = Math.round(seconds * (total - done) / done);
    return String.format(Locale.ROOT, "  %d:%02d left  ", rest / 60, rest % 60);
  }

  /** Clears the line. */
  @Override
  public synchronized void close() {
    closed = true;
    if (visible) {
      terminal.print(CLEAR);
      terminal.flush();
      visible = false;
    }
  }
}
