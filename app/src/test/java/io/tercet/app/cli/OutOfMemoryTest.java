package io.tercet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.app.run.RunConfig;
import io.tercet.app.run.RunFolder;
import io.tercet.app.run.RunWatcher;
import io.tercet.app.run.TrainingRun;
import io.tercet.data.TrainTestSplit;
import io.tercet.data.glyph.Glyphs;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Seed;
import io.tercet.train.Recipes;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tercet in a process of its own that may use little memory. */
class OutOfMemoryTest extends CommandLineTester {
  private static final long PATIENCE_SECONDS = 120;

  private ProcessBuilder small(String heap, String... args) {
    List<String> command = new ArrayList<>(TerminalProgram.command(args));
    command.add(1, "-Xmx" + heap);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("said.txt").toFile());
  }

  private List<String> said() throws Exception {
    return Files.readAllLines(folder.resolve("said.txt"));
  }

  @Test
  void itIsSaidInALine() throws Exception {
    Process process =
        small("24m", "train", "glyphs", "--epochs", "1", "--out", folder.resolve("run").toString())
            .start();
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(1);
      assertThat(said())
          .filteredOn(line -> line.startsWith("tercet: "))
          .singleElement()
          .asString()
          .contains("out of memory", "24 MB");
      assertThat(said()).noneMatch(line -> line.startsWith("\tat "));
    } finally {
      process.destroyForcibly();
    }
  }

  /** Also where it ended on a thread of the recorders, which wraps it. */
  @Test
  void theFolderSaysSo() throws Exception {
    RunConfig config =
        new RunConfig(Recipes.classic(), 1, folder.resolve("run"), false, false, null, null, false);
    RunWatcher full =
        (run, control) -> {
          throw new CompletionException(new OutOfMemoryError("Java heap space"));
        };
    try (Workers workers = new Workers(1);
        RunFolder claimed = RunFolder.claim(folder.resolve("run"), "classic")) {
      TrainTestSplit data = Glyphs.load(Glyphs.DIGITS, new Seed(1), workers);
      TrainingRun run =
          new TrainingRun(config, claimed, data, Map.of(), workers, new PrintWriter(out, true));
      assertThatThrownBy(() -> run.run(List.of(), full)).isInstanceOf(CompletionException.class);
    }
    JsonNode state = JSON.readTree(Files.readString(folder.resolve("run/state.json")));
    assertThat(state.get("phase").asString()).isEqualTo("failed");
    assertThat(state.get("message").asString())
        .startsWith("out of memory: the Java heap is limited to");
  }
}
