package io.tercet.app;

import io.tercet.app.cli.CommandLines;
import java.io.File;
import java.util.Locale;

/** The program. */
public final class Tercet {
  private Tercet() {}

  /** Runs the command line and exits with its code: 0 done, 1 failed, 2 wrong use. */
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    // What Tercet prints and writes is English: its numbers have the digits 0 to 9 everywhere.
    Locale.setDefault(Locale.ROOT);
    takeMarkAway();
    System.exit(CommandLines.run(args));
  }

  /** Tells the launcher that the JVM came up: the mark that it made is gone. */
  private static void takeMarkAway() {
    String mark = System.getProperty("tercet.begun");
    if (mark != null) {
      var _ = new File(mark).delete(); // one that stays costs a preparation
    }
  }
}
