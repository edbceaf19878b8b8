package io.tercet.table;

import io.tercet.io.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What was found in a table, in lines for people.
 *
 * @param table the table
 * @param options how it was read
 * @param choice its columns
 * @param leftOut the columns that are no features, with the reason
 * @param labelAt the label's column in the file, or -1
 * @param missingLabels rows without a label
 */
record TableNotes(
    TableHeader table,
    TableOptions options,
    ColumnChoice choice,
    List<String> leftOut,
    int labelAt,
    long missingLabels) {
  private static final int SHOWN = 10;

  /** A new list. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("rows: %,d, columns: %,d".formatted(table.rows(), choice.names().size()));
    lines.add(label());
    TextColumn id = table.id();
    lines.add(id == null ? "id: row numbers" : "id: column '%s'".formatted(OneLine.of(id.name())));
    TextColumn group = table.group();
    if (group != null) {
      lines.add(
          "group: column '%s' (%s)"
              .formatted(
                  OneLine.of(group.name()), count(group.values().size(), "group", "groups")));
    }
    lines.add("features: " + features());
    if (!leftOut.isEmpty()) {
      lines.add("left out: " + String.join(", ", leftOut));
    }
    String missing = missing();
    if (!missing.isEmpty()) {
      lines.add(
          "missing: %s (numbers take the mean of the training rows, categories a zero vector)"
              .formatted(missing));
    }
    return lines;
  }

  private String label() {
    TextColumn label = table.label();
    if (label == null) {
      return "label: none";
    }
    String classes = count(label.values().size(), "class", "classes");
    String without =
        missingLabels == 0 ? "" : ", %s without".formatted(count(missingLabels, "row", "rows"));
    String source = labelAt < 0 ? "file" : "column";
    String hint = labelAt < 0 || choice.named() ? "" : "; --label names another";
    return "label: %s '%s' (%s%s)%s"
        .formatted(source, OneLine.of(label.name()), classes, without, hint);
  }

  private String features() {
    List<String> parts = new ArrayList<>();
    long numbers = of(TableColumn.Kind.NUMBER).size();
    if (numbers > 0) {
      parts.add(count(numbers, "number", "numbers"));
    }
    List<TableColumn> categories = of(TableColumn.Kind.CATEGORY);
    if (!categories.isEmpty()) {
      parts.add(
          "%s (%s)"
              .formatted(
                  count(categories.size(), "category", "categories"),
                  some(categories.stream().map(TableNotes::values).toList(), "; ")));
    }
    List<TableColumn> vectors = of(TableColumn.Kind.VECTOR);
    if (!vectors.isEmpty()) {
      parts.add(
          "%s (%s)"
              .formatted(
                  count(vectors.size(), "vector", "vectors"),
                  some(
                      vectors.stream()
                          .map(column ->
                              "%s of %,d".formatted(OneLine.of(column.name()), column.size()))
                          .toList(),
                      "; ")));
    }
    return String.join(", ", parts);
  }

  private List<TableColumn> of(TableColumn.Kind kind) {
    return table.columns().stream().filter(column -> column.kind() == kind).toList();
  }

  private static String values(TableColumn column) {
    return OneLine.of(column.name()) + ": " + some(column.categories(), " ");
  }

  private static String some(List<String> texts, String separator) {
    String shown =
        texts.stream().limit(SHOWN).map(OneLine::of).collect(Collectors.joining(separator));
    return texts.size() > SHOWN
        ? shown + separator + "and %,d more".formatted(texts.size() - SHOWN)
        : shown;
  }

  private String missing() {
    List<String> parts = new ArrayList<>();
    for (TableColumn column : table.columns()) {
      if (column.missing() > 0) {
        String of = parts.isEmpty() ? " of %,d".formatted(table.rows()) : "";
        parts.add("%s %,d%s".formatted(OneLine.of(column.name()), column.missing(), of));
      }
    }
    return some(parts, ", ");
  }

  private static String count(long number, String one, String several) {
    return "%,d %s".formatted(number, number == 1 ? one : several);
  }
}
