package io.tercet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/command-line.md says what the program's help says. */
class CommandReferenceTest {
  private static final Path PAGE = Path.of("..", "docs", "command-line.md");

  @Test
  void pageIsUpToDate() throws IOException {
    String page = CommandReference.page();
    assertThat(Files.readString(PAGE))
        .as("%s is out of date; run tools/docs-commands", PAGE)
        .isEqualTo(page);
  }

  @Test
  void hasEveryCommandAndEveryOption() {
    String page = CommandReference.page();
    CommandLines.create()
        .getSubcommands()
        .forEach((name, command) -> {
          assertThat(page).contains("## tercet " + name + "\n");
          command
              .getCommandSpec()
              .options()
              .forEach(option -> assertThat(page).contains("`" + option.longestName()));
        });
  }
}
