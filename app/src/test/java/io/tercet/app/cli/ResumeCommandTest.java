package io.tercet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Runs that were interrupted and are continued. */
class ResumeCommandTest extends CommandLineTester {
  private static final String EPOCHS = "200";

  private Path run() {
    return folder.resolve("run");
  }

  private String[] training(String name, String... options) {
    List<String> words =
        new ArrayList<>(List.of("train", data(), "--out", folder.resolve(name).toString()));
    words.addAll(List.of("--epochs", EPOCHS, "--batch-size", "60", "--no-evaluation"));
    words.addAll(List.of("--validation-fraction", "0.2"));
    words.addAll(List.of(options));
    return words.toArray(String[]::new);
  }

  /** Starts a run in a process of its own and ends it by a signal after some epochs. */
  private void interrupt(String signal, String... options) throws Exception {
    try (TerminalProgram program = TerminalProgram.alone(folder, training("run", options))) {
      program.awaitOutput("epoch  50/");
      Process kill =
          new ProcessBuilder("kill", "-" + signal, String.valueOf(program.process().pid())).start();
      assertThat(kill.waitFor()).isZero();
      program.process().waitFor();
    }
  }

  private byte[] straight() throws IOException {
    assertThat(run(training("straight", "--no-pictures"))).isZero();
    return Files.readAllBytes(folder.resolve("straight/model.safetensors"));
  }

  private List<Double> losses(String name) throws IOException {
    return Files.readAllLines(folder.resolve(name).resolve("metrics.jsonl")).stream()
        .map(line -> JSON.readTree(line).path("loss").asDouble())
        .toList();
  }

  private JsonNode json(String file) throws IOException {
    return JSON.readTree(Files.readAllBytes(run().resolve(file)));
  }

  @Test
  void killedRunEndsWithTheModelOfOneThatWasNot() throws Exception {
    interrupt("KILL", "--checkpoint-every", "7steps", "--no-pictures");
    assertThat(run().resolve("checkpoint.safetensors")).exists();
    String started = json("config.json").path("started").asString();
    assertRefused(1, "of 200); continue it with: tercet resume " + run(), training("run"));

    assertThat(run("resume", run().toString(), "--threads", "3")).as(err.toString()).isZero();

    assertThat(out.toString()).contains("Resuming " + run() + " after step ");
    assertThat(run().resolve("model.safetensors")).hasBinaryContent(straight());
    assertThat(losses("run")).isEqualTo(losses("straight"));
    assertThat(json("config.json").path("started").asString()).isEqualTo(started);
    assertThat(json("state.json").path("phase").asString()).isEqualTo("finished");
    assertThat(run().resolve("checkpoint.safetensors")).doesNotExist();
    assertStepsAscend();
    assertRefused(1, run() + ": this run has finished", "resume", run().toString());
  }

  @Test
  void picturesOfAllEpochsAreThere() throws Exception {
    String[] words = {
      "train", data(), "--epochs", "12", "--checkpoint-every", "3steps", "--out", run().toString()
    };
    try (TerminalProgram program = TerminalProgram.alone(folder, words)) {
      program.awaitOutput("epoch  4/");
      program.process().destroyForcibly().waitFor();
    }
    assertThat(run("resume", run().toString())).as(err.toString()).isZero();
    for (int epoch = 0; epoch <= 12; epoch++) {
      String name = String.format(Locale.ROOT, "epoch-%03d", epoch);
      assertThat(run().resolve("pictures").resolve(name + ".png")).isNotEmptyFile();
      assertThat(run().resolve("embeddings").resolve(name + ".f16")).isNotEmptyFile();
      assertThat(run().resolve("embeddings").resolve(name + ".json")).isNotEmptyFile();
    }
    assertThat(run().resolve("pictures/overview.png")).isNotEmptyFile();
    assertThat(run().resolve("triplets.json")).isNotEmptyFile();
    assertThat(run().resolve("report.html")).isNotEmptyFile();
  }

  private void assertStepsAscend() throws IOException {
    int last = 0;
    double seconds = 0;
    for (String line : Files.readAllLines(run().resolve("steps.jsonl"))) {
      JsonNode step = JSON.readTree(line);
      int at = 10_000 * step.path("epoch").asInt() + step.path("step").asInt();
      assertThat(at).isGreaterThan(last);
      assertThat(step.path("seconds").asDouble()).isGreaterThan(seconds);
      last = at;
      seconds = step.path("seconds").asDouble();
    }
    assertThat(last).isPositive();
  }

  @Test
  void stoppedRunLeavesACheckpoint() throws Exception {
    interrupt("INT", "--no-pictures");
    assertThat(json("state.json").path("phase").asString()).isEqualTo("stopped");
    assertThat(run().resolve("model.safetensors")).exists();
    assertThat(run("resume", run().toString())).as(err.toString()).isZero();
    assertThat(run().resolve("model.safetensors")).hasBinaryContent(straight());
    assertThat(losses("run")).isEqualTo(losses("straight"));
  }

  @Test
  void runWithoutCheckpointBeginsAgain() throws Exception {
    interrupt("KILL", "--no-pictures");
    assertThat(run().resolve("checkpoint.safetensors")).doesNotExist();
    assertThat(run("resume", run().toString())).as(err.toString()).isZero();
    assertThat(out.toString()).contains(run() + " has no checkpoint: it begins again");
    assertThat(run().resolve("model.safetensors")).hasBinaryContent(straight());
    assertThat(losses("run")).isEqualTo(losses("straight"));
  }

  @Test
  void changedDataIsRefused() throws Exception {
    interrupt("KILL", "--checkpoint-every", "1", "--no-pictures");
    Path labels = folder.resolve("data/train-labels-idx1-ubyte");
    byte[] bytes = Files.readAllBytes(labels);
    bytes[bytes.length - 1] ^= 1;
    Files.write(labels, bytes);
    assertRefused(1, "the data or its split has changed", "resume", run().toString());
    assertThat(json("state.json").path("phase").asString()).isEqualTo("running");
  }

  @Test
  void anotherLearningRateIsRecordedWhereItBegan() throws Exception {
    interrupt("INT", "--no-pictures");
    assertThat(run("resume", run().toString(), "--learning-rate", "0.0005")).isZero();
    JsonNode config = json("config.json");
    assertThat(config.at("/training/optimizer/learningRate").asDouble()).isEqualTo(0.0005);
    assertThat(config.at("/changes/0/learning_rate").asDouble()).isEqualTo(0.0005);
    assertThat(config.at("/changes/0/epoch").asInt()).isBetween(50, 200);
  }

  @Test
  void failedRunNamesItsCheckpoint() {
    String[] words = {"train", data(), "--recipe", "mlp", "--learning-rate", "1e18"};
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--no-pictures", "--checkpoint-every", "1steps", "--out", run().toString()));
    int code = run(all.toArray(String[]::new));
    assertThat(code).isEqualTo(1);
    assertThat(err.toString())
        .contains("its last checkpoint is of step ")
        .contains("tercet resume " + run() + " --learning-rate ");
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void intervalsAreChecked() {
    assertRefused(
        2,
        "--checkpoint-every: found '0', expected epochs like 2, or 5min, 30s, 500steps, off",
        training("run", "--checkpoint-every", "0"));
  }
}
