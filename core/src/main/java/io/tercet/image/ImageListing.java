package io.tercet.image;

import io.tercet.data.DataException;
import io.tercet.image.format.ImageFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Finds the image files of a folder and records why other files are skipped. Follows symbolic
 * links, also to folders.
 */
final class ImageListing {
  private static final int NAMED = 3;
  private static final int LONGEST_START = 32;

  private final Path folder;
  private final List<Path> images = new ArrayList<>();
  private final List<String> unreadable = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final TreeSet<String> noPictures = new TreeSet<>();
  private int withoutClass;

  private ImageListing(Path folder) {
    this.folder = folder;
  }

  /**
   * The result of a listing.
   *
   * @param images files in class folders, sorted by relative path
   * @param unreadable one line for each dangling link and each unreadable folder
   * @param withoutClass number of images directly in the folder
   * @param notes lines about skipped files
   */
  record Found(List<Path> images, List<String> unreadable, int withoutClass, List<String> notes) {
    boolean isEmpty() {
      return images.isEmpty() && unreadable.isEmpty();
    }
  }

  static Found list(Path folder) throws IOException {
    ImageListing listing = new ImageListing(folder);
    Files.walkFileTree(
        folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, listing.new Visitor());
    return listing.found();
  }

  private Found found() {
    images.sort(
        Comparator.comparing((Path path) -> FolderNames.text(folder.relativize(path)))
            .thenComparing(Comparator.naturalOrder()));
    unreadable.sort(Comparator.naturalOrder());
    notes.sort(Comparator.naturalOrder());
    if (withoutClass > 0) {
      notes.add(
          "%s: skipped images directly in it (%d), which have no class"
              .formatted(folder, withoutClass));
    }
    if (!noPictures.isEmpty()) {
      List<String> named = noPictures.stream().limit(NAMED).toList();
      int more = noPictures.size() - named.size();
      notes.add(
          "%s: skipped files that are not images: %s%s"
              .formatted(
                  folder, String.join(", ", named), more > 0 ? " and " + more + " more" : ""));
    }
    return new Found(images, unreadable, withoutClass, notes);
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
      if (path.equals(folder) || !FolderNames.isSkipped(name(path))) {
        return FileVisitResult.CONTINUE;
      }
      if (!name(path).startsWith(".")) {
        noPictures.add(FolderNames.text(folder.relativize(path)) + "/");
      }
      return FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
      if (!name(path).startsWith(".")) {
        visit(path, attributes);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
      if (path.equals(folder)) {
        throw e;
      }
      if (e instanceof FileSystemLoopException) {
        notes.add(path + ": skipped, a link to a parent folder");
      } else if (!name(path).startsWith(".")) {
        unreadable.add(path + ": cannot be opened (" + e.getClass().getSimpleName() + ")");
      }
      return FileVisitResult.CONTINUE;
    }
  }

  private void visit(Path path, BasicFileAttributes attributes) throws IOException {
    boolean withClass = path.getNameCount() > folder.getNameCount() + 1;
    if (attributes.isSymbolicLink()) {
      unreadable.add("%s: a dangling link to %s".formatted(path, Files.readSymbolicLink(path)));
    } else if (!attributes.isRegularFile()) {
      unreadable.add(path + ": neither a file nor a folder");
    } else if (!withClass) {
      withoutClass += isPicture(path) ? 1 : 0;
    } else if (FolderNames.isNote(name(path)) && !isPicture(path)) {
      noPictures.add(FolderNames.text(folder.relativize(path)));
    } else {
      images.add(path);
    }
  }

  private static String name(Path path) {
    return Objects.requireNonNull(path.getFileName()).toString();
  }

  private static boolean isPicture(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return ImageFormat.of(in.readNBytes(LONGEST_START)) != null;
    } catch (AccessDeniedException e) {
      return false;
    }
  }

  /**
   * @throws DataException if there are no images, or the subfolders are parts of a data set instead
   *     of classes
   */
  static Found listPictures(Path folder) throws IOException {
    String parts = ImageParts.found(folder);
    if (parts != null) {
      throw new DataException(parts);
    }
    Found found = list(folder);
    if (found.isEmpty() && found.withoutClass > 0) {
      throw new DataException(
          "%s: contains images directly (%d), expected a subfolder for each class: %s"
              .formatted(folder, found.withoutClass, folder.resolve("CLASS").resolve("IMAGE")));
    }
    if (found.isEmpty()) {
      throw new DataException(
          "%s: no images, expected a subfolder of images for each class".formatted(folder));
    }
    return found;
  }
}
