package io.tercet.app.run;

import io.tercet.data.DataException;
import io.tercet.data.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Stream;

/** The folder that a run leaves, and the names in it. */
final class RunFolder {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  private final Path path;

  private RunFolder(Path path) {
    this.path = path;
  }

  /**
   * Makes the folder that was asked for, or a new one below {@code runs}.
   *
   * @throws DataException if the folder has something in it
   */
  static RunFolder create(RunConfig config) throws IOException {
    Path path = config.out() != null ? config.out() : unused(config.training().recipe());
    Files.createDirectories(path);
    try (Stream<Path> content = Files.list(path)) {
      if (content.findAny().isPresent()) {
        throw new DataException(path + ": has files in it, expected a new or empty folder");
      }
    }
    if (!Files.isWritable(path)) {
      throw new DataException(path + ": cannot be written to");
    }
    if (config.pictures()) {
      Files.createDirectories(path.resolve("pictures"));
    }
    return new RunFolder(path);
  }

  private static Path unused(String recipe) {
    String name = LocalDateTime.now(ZoneId.systemDefault()).format(TIME) + "-" + recipe;
    Path path = Path.of("runs", name);
    for (int i = 2; Files.exists(path); i++) {
      path = Path.of("runs", name + "-" + i);
    }
    return path;
  }

  Path path() {
    return path;
  }

  @Override
  public String toString() {
    return path.toString();
  }

  Path model() {
    return path.resolve("model.safetensors");
  }

  Path metrics() {
    return path.resolve("metrics.jsonl");
  }

  Path report() {
    return path.resolve("report.html");
  }

  /** Picture of an epoch; 0 is before training. */
  Path picture(int epoch) {
    return path.resolve("pictures").resolve(String.format(Locale.ROOT, "epoch-%03d.png", epoch));
  }

  Path overview() {
    return path.resolve("pictures").resolve("overview.png");
  }

  Path config() {
    return path.resolve("config.json");
  }

  Path steps() {
    return path.resolve("steps.jsonl");
  }

  Path triplets() {
    return path.resolve("triplets.json");
  }

  Path state() {
    return path.resolve("state.json");
  }

  FrameFiles frames() {
    return new FrameFiles(path.resolve("embeddings"));
  }

  /** Writes a value as JSON, whole or not at all. */
  static void writeJson(Path path, Object value) throws IOException {
    WholeFile.write(path, out -> out.write(json(value)));
  }

  /** The same without waiting for the disk. */
  static void writeJsonSoon(Path path, Object value) throws IOException {
    WholeFile.writeSoon(path, out -> out.write(json(value)));
  }

  private static byte[] json(Object value) {
    return (RunJson.INDENTED.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
