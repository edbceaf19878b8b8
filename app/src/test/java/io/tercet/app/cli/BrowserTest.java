package io.tercet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --open} with a program in the place of the desktop's. */
class BrowserTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void linkIsHandedToTheDesktop() throws Exception {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "not Linux: skipped");
    Path link = folder.resolve("link");
    fake(
        "xdg-open",
        "printf '%s' \"$1\" >'" + link + ".new' && mv '" + link + ".new' '" + link + "'");
    try (TerminalProgram program = dashboard()) {
      program.await(() -> Files.exists(link));
      program.awaitOutput("Dashboard: " + Files.readString(link));
      assertThat(URI.create(Files.readString(link)).getHost()).isEqualTo("127.0.0.1");
      assertThat(program.output()).doesNotContain("No browser");
    }
  }

  @Test
  void desktopThatCannotIsSaid() throws Exception {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "not Linux: skipped");
    for (String name : List.of("xdg-open", "gio", "wslview")) {
      fake(name, "exit 3");
    }
    try (TerminalProgram program = dashboard()) {
      program.awaitOutput("No browser could be opened; the link above leads there.");
    }
  }

  @Test
  void eachSystemHasItsOwn() {
    assertThat(Browser.openers("Mac OS X")).containsExactly(List.of("open"));
    assertThat(Browser.openers("Windows 11").getFirst().getFirst()).isEqualTo("rundll32");
    assertThat(Browser.openers("Linux").getFirst()).containsExactly("xdg-open");
  }

  private TerminalProgram dashboard() throws Exception {
    Path runs = Files.createDirectories(folder.resolve("runs"));
    String path = folder + ":" + System.getenv("PATH");
    return TerminalProgram.alone(
        folder, Map.of("PATH", path), "dashboard", "--open", runs.toString());
  }

  private void fake(String name, String script) throws Exception {
    Path program = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
