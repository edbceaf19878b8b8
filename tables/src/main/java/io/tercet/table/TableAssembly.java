package io.tercet.table;

import io.tercet.data.DataException;
import io.tercet.io.OneLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides, once all rows are there, what each column is. Not thread-safe. */
final class TableAssembly {
  /** From these on, different values in more than half of the rows are names or free text. */
  private static final int FEW = 50;

  private static final int FEW_CLASSES = 20;

  private final Path file;
  private final TableOptions options;
  private final ColumnChoice choice;
  private final List<ColumnData> data;
  private final int rows;
  private final List<TableColumn> columns = new ArrayList<>();
  private final List<Integer> from = new ArrayList<>();
  private final List<int @Nullable []> recode = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();

  TableAssembly(TableBuilder table, TableOptions options) {
    this.file = table.place().file();
    this.options = options;
    this.choice = table.choice();
    this.data = table.columns();
    this.rows = table.rows();
  }

  /**
   * Decides.
   *
   * @param labels the labels of a file of their own, or null
   * @param extra notes of the file's reader
   * @throws DataException if there is no label, or no feature
   */
  TableHeader header(@Nullable TextColumn labels, List<String> extra) throws DataException {
    int idAt = id();
    int labelAt = options.labelsFile() == null ? label(idAt) : -1;
    for (int i : featureOrder()) {
      if (i != idAt && i != labelAt) {
        addFeature(data.get(i));
      }
    }
    if (columns.isEmpty()) {
      throw new DataException(
          "%s: no column is left to be a feature%s"
              .formatted(
                  file, leftOut.isEmpty() ? "" : "; left out: " + String.join(", ", leftOut)));
    }
    TextColumn label = labels != null ? labels : labelAt < 0 ? null : column(data.get(labelAt));
    TextColumn id = idAt < 0 ? null : column(data.get(idAt));
    TextColumn group = choice.group() < 0 ? null : column(data.get(choice.group()));
    TableHeader found =
        new TableHeader(file.getFileName().toString(), rows, columns, label, id, group, List.of());
    List<String> notes =
        new TableNotes(found, options, choice, leftOut, labelAt, missingLabels(labelAt)).lines();
    notes.addAll(extra);
    return new TableHeader(found.name(), rows, columns, label, id, group, notes);
  }

  /** Where the numbers of the header's columns are. */
  RowLayout layout() {
    return new RowLayout(from, recode);
  }

  private long missingLabels(int labelAt) {
    return labelAt < 0 ? 0 : data.get(labelAt).missing();
  }

  private int id() {
    if (choice.id() >= 0) {
      return choice.id();
    }
    for (int i = 0; i < data.size(); i++) {
      TextDictionary texts = data.get(i).texts();
      if (data.get(i).role().id() && texts != null && texts.size() == rows) {
        return i;
      }
    }
    return -1;
  }

  private int label(int idAt) throws DataException {
    if (choice.label() >= 0) {
      return choice.label();
    }
    for (int i = data.size() - 1; i >= 0; i--) {
      if (i != idAt && data.get(i).role().label() && isLabel(data.get(i))) {
        return i;
      }
    }
    if (!options.requireLabel()) {
      return -1;
    }
    throw new DataException(
        "%s: no column is a label (text, or at most %d whole numbers), found %s; expected one named: --label COLUMN"
            .formatted(file, mostClasses(), ColumnChoice.list(choice.names())));
  }

  private int mostClasses() {
    return Math.max(FEW_CLASSES, rows / 10);
  }

  /** Whether a column can be the label without being named so. */
  private boolean isLabel(ColumnData column) {
    TextDictionary texts = column.texts();
    if (texts == null || texts.isFull() || texts.size() == 0) {
      return false;
    }
    if (column.type() == CellType.TEXT) {
      return texts.size() <= FEW_CLASSES || texts.size() < rows; // else they are names
    }
    if (column.type() == CellType.DATE || texts.size() > mostClasses()) {
      return false;
    }
    return texts.texts().stream()
        .map(DecimalText::parse)
        .noneMatch(number -> number != Math.rint(number) && column.type() == CellType.NUMBER);
  }

  private List<Integer> featureOrder() {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < data.size(); i++) {
      if (data.get(i).offset() >= 0) {
        order.add(i);
      }
    }
    List<String> named = options.features();
    if (named != null) {
      order.sort(Comparator.comparingInt(i -> named.indexOf(data.get(i).name())));
    }
    return order;
  }

  private void addFeature(ColumnData column) throws DataException {
    if (column.missing() == rows) {
      leftOut.add(OneLine.of(column.name()) + " (no values)");
      return;
    }
    TextDictionary categories = column.categories();
    if (categories != null) {
      addCategory(column, categories);
      return;
    }
    boolean isVector = column.type() == CellType.VECTOR;
    add(
        new TableColumn(
            column.name(),
            isVector ? TableColumn.Kind.VECTOR : TableColumn.Kind.NUMBER,
            column.size(),
            List.of(),
            column.missing()),
        column,
        null);
  }

  private void addCategory(ColumnData column, TextDictionary categories) throws DataException {
    int count = categories.size();
    if (column.role().named()) {
      if (categories.isFull()) {
        throw new DataException(
            "%s: column '%s' has more than %,d different texts, expected at most as many"
                .formatted(file, OneLine.of(column.name()), count));
      }
    } else if (categories.isFull()) {
      leftOut.add(
          "%s (text, more than %,d different values)".formatted(OneLine.of(column.name()), count));
      return;
    } else if (count > FEW && 2L * count > rows) {
      leftOut.add("%s (text, %,d different values)".formatted(OneLine.of(column.name()), count));
      return;
    }
    int[] order = categories.sorted();
    add(
        new TableColumn(
            column.name(),
            TableColumn.Kind.CATEGORY,
            1,
            Arrays.stream(order).mapToObj(categories::text).toList(),
            column.missing()),
        column,
        TextDictionary.places(order));
  }

  private void add(TableColumn column, ColumnData source, int @Nullable [] places) {
    columns.add(column);
    for (int i = 0; i < column.size(); i++) {
      from.add(source.offset() + i);
      recode.add(places);
    }
  }

  private TextColumn column(ColumnData column) throws DataException {
    TextDictionary texts = column.texts();
    IntBlocks codes = column.codes();
    if (texts == null || codes == null) {
      throw new IllegalStateException(column.name());
    }
    if (texts.size() == 0) {
      throw new DataException(
          "%s: column '%s' has no values, expected some"
              .formatted(file, OneLine.of(column.name())));
    }
    int[] order = texts.sorted();
    int[] places = TextDictionary.places(order);
    for (int row = 0; row < codes.size(); row++) {
      int code = codes.get(row);
      codes.set(row, code < 0 ? -1 : places[code]);
    }
    return new TextColumn(
        column.name(), Arrays.stream(order).mapToObj(texts::text).toList(), codes);
  }
}
