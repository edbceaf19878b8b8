package io.tercet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The script is read by real shells, which then complete what is typed before a tab. */
class CompletionTest extends CommandLineTester {
  private static final Map<String, String> TYPED_AND_SHOWN =
      Map.ofEntries(
          Map.entry("tercet tra", "tercet train "),
          Map.entry("tercet eva", "tercet evaluate "),
          Map.entry("tercet help embe", "tercet help embed "),
          Map.entry("tercet train --learning-r", "tercet train --learning-rate "),
          Map.entry("tercet train --recipe pm", "tercet train --recipe pml-mnist "),
          Map.entry("tercet train --loss mult", "tercet train --loss multi-similarity "),
          Map.entry("tercet train --miner semi", "tercet train --miner semi-hard "),
          Map.entry("tercet train --sampler p", "tercet train --sampler p-k "),
          Map.entry("tercet train --schedule cos", "tercet train --schedule cosine "),
          Map.entry("tercet train fash", "tercet train fashion-mnist "),
          Map.entry("tercet train --epochs 3 fash", "tercet train --epochs 3 fashion-mnist "),
          Map.entry("tercet embed unique.safe", "tercet embed unique.safetensors "),
          Map.entry("tercet embed x --test kmn", "tercet embed x --test kmnist "),
          Map.entry("tercet train pictures-o", "tercet train pictures-of-mine/"),
          Map.entry(
              "tercet train --triplets unique.s", "tercet train --triplets unique.safetensors "),
          Map.entry("tercet train --recipe=pm", "tercet train --recipe=pml-mnist "));

  @BeforeEach
  void writeFiles() throws IOException {
    assertThat(run("generate-completion")).isZero();
    Files.writeString(folder.resolve("completion.sh"), out.toString());
    Files.writeString(folder.resolve("unique.safetensors"), "");
    Files.createDirectory(folder.resolve("pictures-of-mine"));
  }

  @Test
  void bashCompletes() throws Exception {
    assertCompletes(List.of("env", "TERM=dumb", "bash", "--norc", "--noprofile", "-i"));
  }

  @Test
  void zshCompletes() throws Exception {
    assertCompletes(List.of("env", "TERM=dumb", "zsh", "-f", "-i"));
  }

  /** Types each line, a tab and a letter that shows where the completed word ends. */
  private void assertCompletes(List<String> shell) throws Exception {
    assumeTrue(isThere(shell.get(2)), shell.get(2) + " is not there: skipped");
    assumeTrue(TerminalProgram.isPossible(), "no script of util-linux: skipped");
    try (TerminalProgram program = TerminalProgram.ofCommand(folder, 200, shell)) {
      program.type("cd '" + folder + "'; ZDOTDIR=.; source ./completion.sh; echo rea''dy\n");
      program.awaitOutput("ready");
      tercetPrintsItsWords(program);
      for (var entry : TYPED_AND_SHOWN.entrySet()) {
        program.type(entry.getKey() + "\tZ\n");
        String words = entry.getValue().substring("tercet ".length()) + "Z";
        program.awaitOutput("ran:" + words.replace(" ", "|") + ":");
      }
      program.type("exit\n");
      program.end();
    }
  }

  /** In place of the program a function that prints its arguments. */
  private static void tercetPrintsItsWords(TerminalProgram program) throws Exception {
    program.type("tercet() { local IFS='|'; echo \"ran:$*:\"; }; echo defi''ned\n");
    program.awaitOutput("defined");
  }

  private static boolean isThere(String shell) throws InterruptedException {
    try {
      Process version = new ProcessBuilder(shell, "--version").start();
      version.getInputStream().readAllBytes();
      return version.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void scriptIsOfAllCommands() {
    for (String command : CommandLines.create().getSubcommands().keySet()) {
      assertThat(out.toString()).contains("'" + command + "') echo '");
    }
  }
}
