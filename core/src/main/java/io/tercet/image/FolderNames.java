package io.tercet.image;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/** What names of files and folders mean: classes, parts of a data set, and what is no picture. */
final class FolderNames {
  /** Folders that systems and programs put beside people's own. */
  private static final Set<String> OF_SYSTEMS =
      Set.of(
          "__macosx",
          "@eadir",
          "#recycle",
          "$recycle.bin",
          "system volume information",
          "lost+found");

  /** Files that systems put into folders of pictures. */
  private static final Set<String> BY_PRODUCTS =
      Set.of("thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", "icon\r");

  /** Kinds of files that say something about pictures and are none. */
  private static final Set<String> NOTES =
      Set.of(
          "txt", "md", "csv", "tsv", "json", "xml", "yaml", "yml", "html", "htm", "ini", "db",
          "log", "pdf", "xmp", "aae", "lnk", "url");

  private static final Set<String> TRAINING = Set.of("train", "training");
  private static final Set<String> JUDGING =
      Set.of("val", "valid", "validation", "test", "testing");

  private FolderNames() {}

  /** Whether files within are none of the user's pictures: hidden, or of a system. */
  static boolean isLeftOut(String folder) {
    return folder.startsWith(".") || OF_SYSTEMS.contains(folder.toLowerCase(Locale.ROOT));
  }

  /** Whether a file is a note or a by-product by its name; its content may still be a picture. */
  static boolean isNote(String file) {
    String name = file.toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    return BY_PRODUCTS.contains(name) || (dot >= 0 && NOTES.contains(name.substring(dot + 1)));
  }

  static boolean isTrainingPart(String folder) {
    return TRAINING.contains(folder.toLowerCase(Locale.ROOT));
  }

  static boolean isJudgingPart(String folder) {
    return JUDGING.contains(folder.toLowerCase(Locale.ROOT));
  }

  /**
   * A path as it is compared and shown: parts apart by '/', and letters with accents as one sign
   * each (NFC), which some systems take apart.
   */
  static String text(Path relative) {
    StringBuilder text = new StringBuilder();
    for (Path part : relative) {
      text.append(text.isEmpty() ? "" : "/").append(part);
    }
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}
