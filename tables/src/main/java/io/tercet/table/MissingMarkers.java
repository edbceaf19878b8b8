package io.tercet.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The texts that stand for a missing value, besides blank ones. Immutable. */
final class MissingMarkers {
  private static final List<String> USUAL =
      List.of("NA", "N/A", "NaN", "nan", "null", "NULL", "None", "?", "-");

  /** The markers of each length. */
  private final String[][] byLength;

  MissingMarkers(Set<String> extra) {
    List<String> all = new ArrayList<>(USUAL);
    extra.stream().map(String::strip).forEach(all::add);
    int longest = all.stream().mapToInt(String::length).max().orElse(0);
    byLength = new String[longest + 1][];
    for (int length = 0; length <= longest; length++) {
      int wanted = length;
      byLength[length] =
          all.stream().filter(marker -> marker.length() == wanted).toArray(String[]::new);
    }
  }

  /** Whether a text, without the spaces around it, is blank or one of the markers. */
  boolean matches(char[] text, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && text[start] <= ' ') {
      start++;
    }
    while (start < end && text[end - 1] <= ' ') {
      end--;
    }
    int length = end - start;
    if (length == 0) {
      return true;
    }
    if (length >= byLength.length) {
      return false;
    }
    for (String marker : byLength[length]) {
      if (marker.charAt(0) == text[start] && isAt(marker, text, start)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAt(String marker, char[] text, int start) {
    for (int i = 0; i < marker.length(); i++) {
      if (marker.charAt(i) != text[start + i]) {
        return false;
      }
    }
    return true;
  }

  boolean matches(String text) {
    return matches(text.toCharArray(), 0, text.length());
  }
}
