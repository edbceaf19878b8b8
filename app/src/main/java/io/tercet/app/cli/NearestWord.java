package io.tercet.app.cli;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What somebody probably meant to type. */
final class NearestWord {
  private NearestWord() {}

  /** The nearest of the words, if it takes few changes: a third of its letters at most. */
  static Optional<String> of(String typed, Stream<String> words) {
    return words
        .filter(word -> distance(typed, word) <= Math.max(1, word.length() / 3))
        .min(Comparator.comparingInt(word -> distance(typed, word)));
  }

  /** Letters to insert, delete, replace or swap with their neighbor (optimal string alignment). */
  static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int step(int[][] cost, String a, String b, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return IntStream.of(
            cost[i - 1][j - 1] + (same ? 0 : 1),
            cost[i - 1][j] + 1,
            cost[i][j - 1] + 1,
            swapped ? cost[i - 2][j - 2] + 1 : Integer.MAX_VALUE)
        .min()
        .orElseThrow();
  }
}
