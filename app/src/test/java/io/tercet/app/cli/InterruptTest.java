package io.tercet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tercet.model.ModelFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ctrl-C on a real terminal, and signals without one: what is recorded is whole and says so. */
class InterruptTest extends CommandLineTester {
  private static final String MANY = "100000";

  @Test
  void ctrlCWhileTrainingKeepsModelAndReport() throws Exception {
    assumeTerminal();
    try (TerminalProgram program = train(80)) {
      program.awaitOutput("epoch      2/");
      program.type(TerminalProgram.CTRL_C);
      assertThat(program.end()).as(program.output()).isEqualTo(130);
      assertStoppedWithModel(program);
    }
  }

  @Test
  void secondCtrlCTakesNothingAway() throws Exception {
    assumeTerminal();
    try (TerminalProgram program = train(80)) {
      program.awaitOutput("epoch      2/");
      program.type(TerminalProgram.CTRL_C);
      program.type(TerminalProgram.CTRL_C);
      assertThat(program.end()).as(program.output()).isEqualTo(130);
      assertStoppedWithModel(program);
    }
  }

  @Test
  void progressIsShownAndNoLineIsWiderThanTheTerminal() throws Exception {
    assumeTerminal();
    try (TerminalProgram program =
        TerminalProgram.inTerminal(
            folder,
            33,
            "train",
            "glyphs",
            "--recipe",
            "mlp",
            "--epochs",
            "1",
            "--no-pictures",
            "--no-evaluation",
            "--out",
            folder.resolve("run").toString())) {
      assertThat(program.end()).isZero();
      String[] painted = program.output().split("\r\u001b\\[K", -1);
      assertThat(painted).hasSizeGreaterThan(2);
      for (int i = 1; i < painted.length - 1; i++) {
        assertThat(painted[i]).startsWith("epoch 1/1 ").hasSizeLessThan(33);
      }
    }
  }

  @Test
  void ctrlCWhileEvaluatingIsReported() throws Exception {
    assumeTerminal();
    try (TerminalProgram program =
        TerminalProgram.inTerminal(
            folder,
            80,
            "train",
            "glyphs",
            "--epochs",
            "1",
            "--out",
            folder.resolve("run").toString())) {
      program.await(() -> phase().equals("evaluating"));
      program.type(TerminalProgram.CTRL_C);
      assertThat(program.end()).as(program.output()).isEqualTo(130);
      assertThat(program.output()).contains("tercet report " + folder.resolve("run"));
    }
    assertThat(phase()).isEqualTo("stopped");
    assertThat(ModelFile.read(folder.resolve("run/model.safetensors")).provenance().epochs())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"INT,130", "TERM,143", "HUP,129"})
  void signalsWithoutTerminalStopAfterTheStep(String signal, int code) throws Exception {
    try (TerminalProgram program =
        TerminalProgram.alone(
            folder,
            "train",
            data(),
            "--epochs",
            MANY,
            "--no-pictures",
            "--batch-size",
            "60",
            "--out",
            folder.resolve("run").toString())) {
      program.awaitOutput("epoch      2/");
      Process kill =
          new ProcessBuilder("kill", "-" + signal, String.valueOf(program.process().pid())).start();
      assertThat(kill.waitFor()).isZero();
      assertThat(program.end()).as(program.output()).isEqualTo(code);
      assertStoppedWithModel(program);
    }
  }

  private static void assumeTerminal() {
    assumeTrue(
        TerminalProgram.isPossible(),
        "no script of util-linux: tests of Ctrl-C in a terminal are skipped");
  }

  private TerminalProgram train(int columns) throws IOException {
    return TerminalProgram.inTerminal(
        folder,
        columns,
        "train",
        data(),
        "--epochs",
        MANY,
        "--no-pictures",
        "--batch-size",
        "60",
        "--out",
        folder.resolve("run").toString());
  }

  private void assertStoppedWithModel(TerminalProgram program) throws IOException {
    Path run = folder.resolve("run");
    assertThat(phase()).isEqualTo("stopped");
    int epochs = ModelFile.read(run.resolve("model.safetensors")).provenance().epochs();
    assertThat(epochs).isGreaterThanOrEqualTo(2);
    assertThat(Files.readAllLines(run.resolve("metrics.jsonl"))).hasSize(epochs);
    assertThat(program.output())
        .contains(
            "Stopping after this step; the model will be saved.",
            "Stopped in epoch %d of %s.".formatted(epochs, MANY),
            "Report: " + run.resolve("report.html"));
    assertThat(run.resolve("report.html")).exists();
  }

  /** What the run's folder says; empty where it says nothing. */
  private String phase() {
    Path state = folder.resolve("run/state.json");
    try {
      return Files.exists(state)
          ? JSON.readTree(Files.readAllBytes(state)).get("phase").asString()
          : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
