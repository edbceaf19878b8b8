package io.tercet.app;

import io.tercet.app.cli.CommandLines;

/** The program. */
public final class Tercet {
  private Tercet() {}

  /** Runs the command line and exits with its code: 0 done, 1 failed, 2 wrong use. */
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    System.exit(CommandLines.run(args));
  }
}
