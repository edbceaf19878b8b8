package io.tercet.app.cli.console;

import java.io.Console;

/** Whether a person is looking. */
public final class Terminal {
  private Terminal() {}

  @SuppressWarnings("SystemConsoleNull") // JDK 25 gives null again where there is no terminal
  public static boolean isInteractive() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }
}
