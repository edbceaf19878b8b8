package io.tercet.app.launcher;

import io.tercet.model.ModelFile;
import io.tercet.train.TrainingState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Kills a small training at random moments, from its start to its report, and resumes it until it
 * has finished: its model must be that of a training that was not killed, and no file under its
 * final name may be broken at any time.
 */
final class Kills {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int EPOCHS = 8;
  private static final int PATIENCE_SECONDS = 300;

  /** Share of the resumed processes that are killed, too. */
  private static final double AGAIN = 0.6;

  private final List<String> command;
  private final Path folder;
  private final Random random;
  private final Map<String, Integer> phases = new TreeMap<>();
  private int kills;

  /**
   * @param command what starts Tercet
   * @param folder for data and runs; must exist
   */
  Kills(List<String> command, Path folder, long seed) throws IOException {
    this.command = List.copyOf(command);
    this.folder = folder;
    this.random = new Random(seed);
    Files.writeString(folder.resolve("data.csv"), table());
  }

  private static String table() {
    Random values = new Random(1);
    StringBuilder text = new StringBuilder("a,b,c,d,e,label\n");
    for (int row = 0; row < 400; row++) {
      int label = row % 4;
      for (int column = 0; column < 5; column++) {
        double center = (label >> column % 2) & 1;
        text.append(String.format(Locale.ROOT, "%.4f,", center + 0.5 * values.nextGaussian()));
      }
      text.append("abcd".charAt(label)).append('\n');
    }
    return text.toString();
  }

  /**
   * Runs.
   *
   * @param count how often to kill
   * @return what was killed, for a report
   * @throws IllegalStateException if a run does not end as it should; its folder stays
   */
  String run(int count) throws IOException, InterruptedException {
    Path straight = folder.resolve("straight");
    long start = System.nanoTime();
    finish(start(straight), straight);
    long took = System.nanoTime() - start;
    byte[] expected = Files.readAllBytes(straight.resolve("model.safetensors"));
    List<String> losses = losses(straight);
    int runs = 0;
    while (kills < count) {
      Path run = folder.resolve("run" + ++runs);
      killAndResume(run, took, count);
      if (!Arrays.equals(Files.readAllBytes(run.resolve("model.safetensors")), expected)) {
        throw new IllegalStateException(run + ": another model than that of " + straight);
      }
      if (!losses(run).equals(losses)) {
        throw new IllegalStateException(run + ": other losses than those of " + straight);
      }
      if (Files.exists(run.resolve("checkpoint.safetensors"))) {
        throw new IllegalStateException(run + ": has finished and has a checkpoint");
      }
      delete(run);
    }
    return "%d kills of %d runs, all resumed to the same model; killed in %s"
        .formatted(kills, runs, phases);
  }

  private void killAndResume(Path run, long took, int count)
      throws IOException, InterruptedException {
    do {
      Process process = start(run);
      long nanos = (long) (random.nextDouble() * 1.1 * took);
      if (process.waitFor(nanos, TimeUnit.NANOSECONDS)) {
        finish(process, run);
        return;
      }
      process.destroyForcibly().waitFor();
      kills++;
      phases.merge(phase(run), 1, Integer::sum);
      requireWhole(run);
      if (phase(run).equals("finished")) {
        Files.deleteIfExists(run.resolve("checkpoint.safetensors")); // would have been deleted next
        return;
      }
    } while (kills < count && random.nextDouble() < AGAIN);
    finish(start(run), run);
  }

  /** A run that was killed before it had begun to be recorded is begun again. */
  private Process start(Path run) throws IOException {
    List<String> words = new ArrayList<>(command);
    if (Files.exists(run.resolve("config.json"))) {
      words.addAll(List.of("resume", run.toString()));
      words.addAll(List.of("--threads", String.valueOf(1 + random.nextInt(3))));
    } else {
      words.addAll(List.of("train", folder.resolve("data.csv").toString()));
      words.addAll(List.of("--recipe", "mlp", "--epochs", String.valueOf(EPOCHS)));
      words.addAll(List.of("--memory", "600", "--memory-warm-up", "2", "--out", run.toString()));
      if (random.nextInt(4) > 0) {
        words.add("--no-pictures"); // they take most of the time
      }
    }
    words.addAll(List.of("--checkpoint-every", random.nextBoolean() ? "1steps" : "2"));
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }

  private void finish(Process process, Path run) throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly().waitFor();
      throw new IllegalStateException(
          "%s: did not finish: %s".formatted(run, Files.readString(folder.resolve("log"))));
    }
    requireWhole(run);
  }

  private static String phase(Path run) throws IOException {
    if (!Files.exists(run.resolve("config.json"))) {
      return "start";
    }
    Path state = run.resolve("state.json");
    return Files.exists(state)
        ? JSON.readTree(Files.readAllBytes(state)).path("phase").asString()
        : "beginning";
  }

  private static List<String> losses(Path run) throws IOException {
    return Files.readAllLines(run.resolve("metrics.jsonl")).stream()
        .map(line -> {
          var json = JSON.readTree(line);
          return json.path("epoch") + " " + json.path("loss");
        })
        .toList();
  }

  private static void requireWhole(Path run) throws IOException {
    if (!Files.isDirectory(run)) {
      return;
    }
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        requireWholeFile(file);
      }
    }
  }

  private static void requireWholeFile(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (name.startsWith(".") || name.endsWith(".tmp")) {
      return; // not a final name
    }
    try {
      if (name.equals("model.safetensors")) {
        ModelFile.read(file);
      } else if (name.equals("checkpoint.safetensors")) {
        TrainingState.read(file);
      } else if (name.endsWith(".json")) {
        JSON.readTree(Files.readAllBytes(file));
      } else if (name.endsWith(".jsonl")) {
        Files.readAllLines(file).forEach(JSON::readTree);
      } else if (name.endsWith(".html")) {
        require(Files.readString(file).stripTrailing().endsWith("</html>"));
      } else if (name.endsWith(".png")) {
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        require(content.substring(content.length() - 12).contains("IEND"));
      }
    } catch (IOException | RuntimeException e) {
      throw new IllegalStateException(file + ": broken after a kill", e);
    }
  }

  private static void require(boolean whole) {
    if (!whole) {
      throw new IllegalArgumentException("its end is missing");
    }
  }

  private static void delete(Path run) throws IOException {
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }

  /**
   * Runs from the command line: {@code COUNT SEED COMMAND ...}.
   *
   * @param args the arguments
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    List<String> words = List.of(args);
    Path folder = Files.createTempDirectory("tercet-kills");
    long start = System.nanoTime();
    Kills kills = new Kills(words.subList(2, words.size()), folder, Long.parseLong(args[1]));
    String report = kills.run(Integer.parseInt(args[0]));
    System.out.printf(Locale.ROOT, "%s; %.0f s%n", report, (System.nanoTime() - start) / 1e9);
    delete(folder);
  }
}
