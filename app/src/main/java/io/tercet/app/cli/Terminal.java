package io.tercet.app.cli;

import java.io.Console;

/** Whether a person is looking. */
final class Terminal {
  private Terminal() {}

  @SuppressWarnings("SystemConsoleNull") // JDK 25 gives null again where there is no terminal
  static boolean isInteractive() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }
}
