package io.tercet.app.run.report;

import io.tercet.eval.BeforeAfter;
import io.tercet.eval.EmbeddingScores;
import io.tercet.eval.TripletScores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** The table that says how good a model is. */
public final class ScoreTable {
  private ScoreTable() {}

  /** One row: a name and its figures as text. */
  record Row(
      String name,
      String oneNearest,
      String fiveNearest,
      String positive,
      String negative,
      String ordered) {}

  /** The head and the three rows. */
  static Row head() {
    return new Row("", "1-NN", "5-NN", "positive", "negative", "ordered");
  }

  static List<Row> rows(BeforeAfter scores) {
    return List.of(
        row("untrained", scores.untrained()),
        row("trained", scores.trained()),
        row(raw(scores), scores.raw()));
  }

  private static String raw(BeforeAfter scores) {
    return scores.ofImages() ? "raw pixels" : "features";
  }

  private static Row row(String name, EmbeddingScores scores) {
    return new Row(
        name,
        figure(scores.oneNearest()),
        figure(scores.fiveNearest()),
        figure(scores, TripletScores::positiveDistance),
        figure(scores, TripletScores::negativeDistance),
        figure(scores, TripletScores::ordered));
  }

  private static String figure(EmbeddingScores scores, ToDoubleFunction<TripletScores> figure) {
    return figure(scores.triplets().stream().mapToDouble(figure).findFirst());
  }

  /** A dash for scores that cannot be computed. */
  private static String figure(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.4f", value.getAsDouble()) : "-";
  }

  /** What the columns mean, and what the figures are of. */
  static List<String> notes(BeforeAfter scores) {
    List<String> notes = new ArrayList<>();
    notes.add(
        scores.unseenClasses()
            ? "1-NN, 5-NN: accuracy on the test examples, of classes not trained on, each with all"
                + " others as reference"
            : "1-NN, 5-NN: accuracy on the test examples with the training examples as reference");
    notes.add("positive, negative: mean Euclidean distance of an anchor to them");
    notes.add("ordered: share of random test triplets with the positive nearer than the negative");
    notes.addAll(scores.leftOut());
    if (scores.raw().queries() < scores.trained().queries()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%s: 1-NN, 5-NN on a seeded sample of %,d of %,d test examples",
              raw(scores),
              scores.raw().queries(),
              scores.trained().queries()));
    }
    return notes;
  }

  /**
   * One line where the raw features are better than the embedding, with what to try.
   *
   * @param advice for the training, if its configuration is known
   */
  static Optional<String> warning(BeforeAfter scores, Optional<Advice> advice) {
    if (!scores.rawIsBetter()) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%s classify better than this embedding (5-NN %.4f against %.4f)%s.",
            scores.ofImages() ? "Raw pixels" : "The features themselves",
            scores.raw().fiveNearest().orElseThrow(),
            scores.trained().fiveNearest().orElseThrow(),
            advice.map(given -> ": " + given.whereRawIsBetter()).orElse("")));
  }

  /** The table for a terminal. */
  public static String text(BeforeAfter scores, Optional<Advice> advice) {
    List<String> lines = new ArrayList<>(List.of(""));
    lines.add(text(head()));
    rows(scores).forEach(row -> lines.add(text(row)));
    notes(scores).forEach(note -> lines.add("  " + note));
    warning(scores, advice).ifPresent(lines::add);
    return String.join(System.lineSeparator(), lines);
  }

  private static String text(Row row) {
    return "%-12s %8s %8s %10s %10s %9s"
        .formatted(
            row.name, row.oneNearest, row.fiveNearest, row.positive, row.negative, row.ordered);
  }
}
