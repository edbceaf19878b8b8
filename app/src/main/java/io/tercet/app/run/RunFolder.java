package io.tercet.app.run;

import io.tercet.app.run.record.SnapshotFiles;
import io.tercet.data.DataException;
import io.tercet.io.AtomicFile;
import io.tercet.io.TemporaryFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The output folder of a run, and the names of its files. It is locked by one process from before
 * the data is read until it is closed.
 */
public final class RunFolder implements AutoCloseable {
  static final String MODEL = "model.safetensors";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
  private static final List<String> PARTS = List.of("", "pictures", "embeddings", "evaluation");

  private final Path path;
  private final FolderLock lock;
  private final List<Path> made;

  private RunFolder(Path path, FolderLock lock, List<Path> made) {
    this.path = path;
    this.lock = lock;
    this.made = made;
  }

  /**
   * Creates and locks a folder for a new run: the given one, or a new one below {@code runs} named
   * by time and recipe.
   *
   * @throws DataException if the folder is not empty, not writable, or locked by another run
   */
  public static RunFolder claim(@Nullable Path wanted, String recipe) throws IOException {
    return wanted == null ? claimNew(recipe) : claim(wanted);
  }

  private static RunFolder claim(Path wanted) throws IOException {
    Path path = wanted.toString().isEmpty() ? Path.of(".") : wanted;
    List<Path> made = missing(path);
    Files.createDirectories(path);
    requireWritable(path);
    if (!Files.exists(path.resolve(FolderLock.NAME))) {
      sweep(path);
      requireEmpty(path); // never touch a folder with other content
    }
    return claimed(path, made);
  }

  private static RunFolder claimNew(String recipe) throws IOException {
    Path runs = Path.of("runs");
    List<Path> made = new ArrayList<>(missing(runs));
    Files.createDirectories(runs);
    requireWritable(runs);
    String name = LocalDateTime.now(ZoneId.systemDefault()).format(TIME) + "-" + recipe;
    for (int i = 1; ; i++) {
      Path path = runs.resolve(i == 1 ? name : name + "-" + i);
      try {
        made.addFirst(Files.createDirectory(path));
        return claimed(path, made);
      } catch (FileAlreadyExistsException e) {
        // of another run started in the same second
      }
    }
  }

  private static RunFolder claimed(Path path, List<Path> made) throws IOException {
    FolderLock lock = FolderLock.take(path);
    RunFolder folder = new RunFolder(path, lock, made);
    try {
      sweep(path);
      requireEmpty(path);
      return folder;
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Opens and locks the folder of a run that has ended.
   *
   * @throws DataException if it is not a run's folder, or the run is still active
   */
  public static RunFolder open(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      throw new DataException(path + ": no such folder, expected the folder of a run");
    }
    if (!Files.isRegularFile(path.resolve("config.json"))) {
      throw new DataException(path + ": no config.json in it, expected the folder of a run");
    }
    requireWritable(path);
    RunFolder folder = new RunFolder(path, FolderLock.take(path), List.of());
    sweep(path);
    return folder;
  }

  /** Missing parent folders of a folder and itself, innermost first. */
  private static List<Path> missing(Path folder) {
    List<Path> missing = new ArrayList<>();
    for (Path each = folder; each != null && !Files.exists(each); each = each.getParent()) {
      missing.add(each);
    }
    return missing;
  }

  /** Deletes temporary files that killed processes left in a run's folder. */
  public static void sweep(Path path) {
    PARTS.forEach(part -> TemporaryFile.sweep(path.resolve(part)));
  }

  private static void requireWritable(Path path) throws DataException {
    if (!Files.isWritable(path)) {
      throw new DataException(path + ": cannot be written to");
    }
  }

  private static void requireEmpty(Path path) throws IOException {
    Optional<String> unfinished = InterruptedRun.advice(path);
    if (unfinished.isPresent()) {
      throw new DataException(unfinished.get());
    }
    try (Stream<Path> content = Files.list(path)) {
      if (content.anyMatch(file -> !file.endsWith(FolderLock.NAME))) {
        throw new DataException(path + ": has files in it, expected a new or empty folder");
      }
    }
  }

  /** Unlocks the folder, and deletes it if it was created here and is empty. */
  @Override
  public void close() throws IOException {
    lock.close();
    for (Path each : made) {
      try {
        Files.delete(each);
      } catch (IOException e) {
        return; // not empty
      }
    }
  }

  Path path() {
    return path;
  }

  @Override
  public String toString() {
    return path.toString();
  }

  public Path model() {
    return path.resolve(MODEL);
  }

  /** The state that an unfinished run is resumed from; deleted once it has finished. */
  public Path checkpoint() {
    return path.resolve("checkpoint.safetensors");
  }

  public Path metrics() {
    return path.resolve("metrics.jsonl");
  }

  public Path report() {
    return path.resolve("report.html");
  }

  /** Plot of an epoch; 0 is before training. */
  public Path picture(int epoch) {
    return path.resolve("pictures").resolve(String.format(Locale.ROOT, "epoch-%03d.png", epoch));
  }

  /** Deletes plots of epochs after that one, which will be drawn again. */
  public void deletePicturesAfter(int epoch) throws IOException {
    Path pictures = path.resolve("pictures");
    if (!Files.isDirectory(pictures)) {
      return;
    }
    try (Stream<Path> files = Files.list(pictures)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.matches("epoch-\\d{3,9}\\.png")
            && Integer.parseInt(name.substring(6, name.length() - 4)) > epoch) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** Creates the folder of plots. */
  public void makePictures() throws IOException {
    Files.createDirectories(path.resolve("pictures"));
  }

  public Path overview() {
    return path.resolve("pictures").resolve("overview.png");
  }

  public Path config() {
    return path.resolve("config.json");
  }

  public Path steps() {
    return path.resolve("steps.jsonl");
  }

  public Path triplets() {
    return path.resolve("triplets.json");
  }

  public Path state() {
    return path.resolve("state.json");
  }

  public SnapshotFiles frames() {
    return new SnapshotFiles(path.resolve("embeddings"));
  }

  /** Writes a value as JSON, atomically. */
  public static void writeJson(Path path, Object value) throws IOException {
    AtomicFile.write(path, out -> out.write(json(value)));
  }

  /** The same without flushing to disk. */
  public static void writeJsonSoon(Path path, Object value) throws IOException {
    AtomicFile.writeSoon(path, out -> out.write(json(value)));
  }

  private static byte[] json(Object value) {
    return (RunJson.INDENTED.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
