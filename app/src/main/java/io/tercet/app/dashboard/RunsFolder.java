package io.tercet.app.dashboard;

import io.tercet.app.run.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
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
    if (only.isPresent()) {
      return find(only.get()).stream().toList();
    }
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .filter(RunsFolder::isRun)
          .sorted(Comparator.comparing(RunsFolder::id).reversed())
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Deletes what killed processes left half written in the runs.
   *
   * @throws IOException if the folder cannot be read; what cannot be deleted stays
   */
  public void sweep() throws IOException {
    list().forEach(RunFolder::sweep);
  }

  /** Whatever {@code config.json} is like; and folders that nobody may look into. */
  private static boolean isRun(Path folder) {
    try {
      Files.readAttributes(
          folder.resolve("config.json"), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return true;
    } catch (AccessDeniedException e) {
      return Files.isDirectory(folder);
    } catch (IOException e) {
      return false;
    }
  }

  /** The run of that id, if it is there. */
  Optional<Path> find(String id) {
    if (only.isPresent() && !only.get().equals(id)) {
      return Optional.empty();
    }
    try {
      Path folder = root.resolve(id);
      boolean below =
          Path.of(id).getNameCount() == 1 && id.equals(id(folder)) && !Path.of(id).isAbsolute();
      return below && isRun(folder) ? Optional.of(folder) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** The id of a run's folder. */
  public static String id(Path folder) {
    return folder.toAbsolutePath().normalize().getFileName().toString();
  }
}
