package io.tercet.image;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/**
 * Interprets file and folder names: classes, parts of a data set, and files that are not images.
 */
final class FolderNames {
  /** Folders that operating systems and programs create. */
  private static final Set<String> SYSTEM_FOLDERS =
      Set.of(
          "__macosx",
          "@eadir",
          "#recycle",
          "$recycle.bin",
          "system volume information",
          "lost+found");

  /** Files that operating systems put into image folders. */
  private static final Set<String> BY_PRODUCTS =
      Set.of("thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", "icon\r");

  /** Extensions of files that accompany images. */
  private static final Set<String> NOTES =
      Set.of(
          "txt", "md", "csv", "tsv", "json", "xml", "yaml", "yml", "html", "htm", "ini", "db",
          "log", "pdf", "xmp", "aae", "lnk", "url");

  private static final Set<String> TRAINING = Set.of("train", "training");
  private static final Set<String> TESTING =
      Set.of("val", "valid", "validation", "test", "testing");

  private FolderNames() {}

  /** Whether a folder is skipped: hidden, or created by the system. */
  static boolean isSkipped(String folder) {
    return folder.startsWith(".") || SYSTEM_FOLDERS.contains(folder.toLowerCase(Locale.ROOT));
  }

  /** Whether a file is a note or a by-product by its name; its content may still be an image. */
  static boolean isNote(String file) {
    String name = file.toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    return BY_PRODUCTS.contains(name) || (dot >= 0 && NOTES.contains(name.substring(dot + 1)));
  }

  static boolean isTrainingPart(String folder) {
    return TRAINING.contains(folder.toLowerCase(Locale.ROOT));
  }

  static boolean isTestPart(String folder) {
    return TESTING.contains(folder.toLowerCase(Locale.ROOT));
  }

  /**
   * Canonical form of a path: separated by '/', in Unicode normalization form NFC, since some file
   * systems decompose accented letters.
   */
  static String text(Path relative) {
    StringBuilder text = new StringBuilder();
    for (Path part : relative) {
      text.append(text.isEmpty() ? "" : "/").append(part);
    }
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}
