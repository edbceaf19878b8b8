package io.tercet.app;

import io.tercet.app.cli.CommandLines;
import java.io.File;
import java.util.Locale;

/** The main class. */
public final class Tercet {
  private Tercet() {}

  /** Runs the command line and exits with its code: 0 success, 1 failure, 2 usage error. */
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    // Output is in English, so numbers use the digits 0 to 9 everywhere.
    Locale.setDefault(Locale.ROOT);
    takeMarkAway();
    System.exit(CommandLines.run(args));
  }

  /** Signals the launcher that the JVM has started, by deleting its marker file. */
  private static void takeMarkAway() {
    String mark = System.getProperty("tercet.begun");
    if (mark != null) {
      var _ = new File(mark).delete(); // a leftover marker only causes another preparation
    }
  }
}
