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
 * The runs to show: direct subfolders of a folder that contain a {@code config.json}, or a single
 * one of them. The id of a run is its folder's name, looked up in the directory listing, so that no
 * id can escape the folder.
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

  /** A single run. */
  public static RunsFolder single(Path run) {
    Path absolute = run.toAbsolutePath().normalize();
    return new RunsFolder(
        absolute.resolveSibling(""), Optional.of(absolute.getFileName().toString()));
  }

  /** Folders of the runs, newest first: their names begin with the time. */
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
   * Deletes temporary files that killed processes left in the runs.
   *
   * @throws IOException if the folder cannot be read; failures to delete are ignored
   */
  public void sweep() throws IOException {
    list().forEach(RunFolder::sweep);
  }

  /** Also true if {@code config.json} is malformed or the folder is inaccessible. */
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

  /** The run of that id, if it exists. */
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
