package io.tercet.app.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The runs that may be looked at: folders with a {@code config.json} right below one folder, or one
 * of them alone. An id is a folder's name, and looked up among those that are there, so that no id
 * leads anywhere else.
 */
public final class RunsFolder {
  private final Path root;
  private final Optional<String> only;

  private RunsFolder(Path root, Optional<String> only) {
    this.root = root;
    this.only = only;
  }

  /** All runs of a folder, which need not exist yet. */
  public static RunsFolder all(Path root) {
    return new RunsFolder(root, Optional.empty());
  }

  /** One run. */
  public static RunsFolder single(Path run) {
    Path absolute = run.toAbsolutePath().normalize();
    return new RunsFolder(
        absolute.resolveSibling(""), Optional.of(absolute.getFileName().toString()));
  }

  /** Folders of the runs, the newest first: their names begin with the time. */
  List<Path> list() throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .filter(folder -> only.isEmpty() || only.get().equals(id(folder)))
          .filter(folder -> Files.isRegularFile(folder.resolve("config.json")))
          .sorted(Comparator.comparing(RunsFolder::id).reversed())
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The run of that id, if it is there. */
  Optional<Path> find(String id) throws IOException {
    return list().stream().filter(folder -> id(folder).equals(id)).findFirst();
  }

  /** The id of a run's folder. */
  public static String id(Path folder) {
    return folder.toAbsolutePath().normalize().getFileName().toString();
  }
}
