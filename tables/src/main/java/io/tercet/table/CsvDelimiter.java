package io.tercet.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds the character between the fields of a CSV file by its first lines. */
final class CsvDelimiter {
  private static final String CANDIDATES = ",;\t|";
  private static final int LINES = 20;
  private static final int CHARACTERS = 1 << 16;

  private CsvDelimiter() {}

  /** The delimiter; a comma if there is none. */
  static char find(Path file) throws IOException {
    if (TableFormat.nameWithoutGzip(file).endsWith(".tsv")) {
      return '\t';
    }
    char[] head = new char[CHARACTERS];
    int length = 0;
    try (Utf8Reader reader = Utf8Reader.open(file)) {
      int read = reader.read(head, 0, head.length);
      while (read > 0) {
        length += read;
        read = length < head.length - 1 ? reader.read(head, length, head.length - length) : 0;
      }
    }
    return find(head, length);
  }

  /**
   * The candidate that every line has as often, the most frequent of several; else the one that
   * every line has at least once.
   */
  static char find(char[] text, int length) {
    List<int[]> lines = counts(text, length);
    char best = ',';
    int bestScore = 0;
    for (int i = 0; i < CANDIDATES.length(); i++) {
      int least = Integer.MAX_VALUE;
      int most = 0;
      for (int[] counts : lines) {
        least = Math.min(least, counts[i]);
        most = Math.max(most, counts[i]);
      }
      int score = most == 0 ? 0 : least == most ? (1 << 20) + least : least;
      if (score > bestScore) {
        best = CANDIDATES.charAt(i);
        bestScore = score;
      }
    }
    return best;
  }

  /** How often each candidate is in each of the first lines outside quotes. */
  private static List<int[]> counts(char[] text, int length) {
    List<int[]> lines = new ArrayList<>();
    int[] line = new int[CANDIDATES.length()];
    boolean quoted = false;
    boolean atStart = true;
    int lineStart = 0;
    for (int i = 0; i < length && lines.size() < LINES; i++) {
      char c = text[i];
      int candidate = CANDIDATES.indexOf(c);
      if (quoted) {
        quoted = c != '"';
        atStart = false;
      } else if (c == '"' && (atStart || (i > 0 && text[i - 1] == '"'))) {
        quoted = true;
      } else if (c == '\n' || c == '\r') {
        if (i > lineStart) {
          lines.add(line);
          line = new int[CANDIDATES.length()];
        }
        lineStart = i + 1;
        atStart = true;
      } else {
        atStart = candidate >= 0;
        if (candidate >= 0) {
          line[candidate]++;
        }
      }
    }
    if (lines.isEmpty() || (length < CHARACTERS && length > lineStart && lines.size() < LINES)) {
      lines.add(line);
    }
    return lines;
  }
}
