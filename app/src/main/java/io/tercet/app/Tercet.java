package io.tercet.app;

import io.tercet.app.cli.CommandLines;
import java.util.Locale;

/** The program. */
public final class Tercet {
  private Tercet() {}

  /** Runs the command line and exits with its code: 0 done, 1 failed, 2 wrong use. */
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    // What Tercet prints and writes is English: its numbers have the digits 0 to 9 everywhere.
    Locale.setDefault(Locale.ROOT);
    System.exit(CommandLines.run(args));
  }
}
