package io.tercet.app.cli.console;

import java.io.Console;

/** Whether output is interactive. */
public final class Terminal {
  private Terminal() {}

  @SuppressWarnings("SystemConsoleNull") // JDK 25 returns null without a terminal
  public static boolean isInteractive() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }
}
