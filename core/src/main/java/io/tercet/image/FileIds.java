package io.tercet.image;

import java.nio.file.Path;
import java.util.Locale;
import java.util.StringJoiner;

/** Ids of examples that are files: relative paths, with slashes on all platforms. */
final class FileIds {
  private FileIds() {}

  /**
   * The id of a file below a folder; control characters are escaped as backslash, u, four hex
   * digits.
   */
  static String of(Path folder, Path file) {
    StringJoiner id = new StringJoiner("/");
    for (Path part : folder.relativize(file)) {
      id.add(part.toString());
    }
    return visible(id.toString());
  }

  /** Escapes control characters: a file name may contain a line break, an id may not. */
  private static String visible(String text) {
    if (text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    StringBuilder visible = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c)) {
        visible.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        visible.append(c);
      }
    }
    return visible.toString();
  }
}
