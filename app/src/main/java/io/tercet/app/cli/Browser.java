package io.tercet.app.cli;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Opens links by the program that each desktop has for that. Java's own way is closed: the program
 * draws without a screen.
 */
final class Browser {
  private static final int PATIENCE_SECONDS = 5;

  private Browser() {}

  /** Opens a link; returns whether some program took it. */
  static boolean open(URI link) {
    for (List<String> opener : openers(System.getProperty("os.name"))) {
      if (start(opener, link)) {
        return true;
      }
    }
    return false;
  }

  /** Programs to try, one after the other. */
  static List<List<String>> openers(String system) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.contains("mac")) {
      return List.of(List.of("open"));
    }
    if (name.contains("windows")) {
      return List.of(List.of("rundll32", "url.dll,FileProtocolHandler"));
    }
    // The last is what Windows has for Linux that runs in it.
    return List.of(List.of("xdg-open"), List.of("gio", "open"), List.of("wslview"));
  }

  private static boolean start(List<String> opener, URI link) {
    List<String> command = new ArrayList<>(opener);
    command.add(link.toString());
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      // One that runs on has become the browser.
      return !process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() == 0;
    } catch (IOException e) {
      return false; // there is no such program
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
