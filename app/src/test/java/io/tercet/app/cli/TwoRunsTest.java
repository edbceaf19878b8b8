package io.tercet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Two processes and one folder. */
class TwoRunsTest extends CommandLineTester {

  @Test
  void secondRunIsRefusedBeforeItReadsData() throws Exception {
    Path run = folder.resolve("run");
    try (TerminalProgram first =
        TerminalProgram.alone(
            folder,
            "train",
            data(),
            "--epochs",
            "100000",
            "--no-pictures",
            "--out",
            run.toString())) {
      first.awaitOutput("epoch      1/");
      assertRefused(
          1,
          run + ": another process is writing a run there",
          "train",
          "no-such-data",
          "--out",
          run.toString());
      first.process().destroyForcibly();
      assertThat(first.end()).isNotZero();
    }
    // A killed one has the folder no longer, though its files are there.
    assertRefused(
        1, run + " has an unfinished run", "train", "no-such-data", "--out", run.toString());
    assertThat(run.resolve(".tercet-lock")).doesNotExist();
  }
}
