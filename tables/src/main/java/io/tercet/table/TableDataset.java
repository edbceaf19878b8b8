package io.tercet.table;

import io.tercet.data.CategoryEncoding;
import io.tercet.data.ClassNames;
import io.tercet.data.ColumnEncoding;
import io.tercet.data.Dataset;
import io.tercet.data.NumberEncoding;
import io.tercet.data.Preprocessing;
import io.tercet.data.VectorEncoding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table as examples: encoded as a {@link Preprocessing} says, when they are read.
 * Immutable, thread-safe.
 */
public final class TableDataset implements Dataset {
  /** The class of all rows of a table that has no label. */
  public static final String UNLABELLED = "?";

  private final Table table;
  private final Preprocessing preprocessing;
  private final List<Reader> readers;
  private final List<String> classNames;
  private final int[] rows;
  private final int[] labels;
  private final ThreadLocal<float[]> buffer;

  /** Writes the features of a column, from the raw values of a row. */
  private interface Reader {
    void read(float[] raw, float[] features, int offset);
  }

  private TableDataset(
      Table table, Preprocessing preprocessing, List<String> classNames, int[] rows, int[] labels) {
    this.table = table;
    this.rows = rows;
    this.preprocessing = preprocessing;
    this.classNames = List.copyOf(classNames);
    this.labels = labels;
    this.readers = readers(table, preprocessing.columns());
    this.buffer = ThreadLocal.withInitial(() -> new float[table.width()]);
  }

  /**
   * {@return the rows of a table that have a label, with its values as classes; all rows as a
   * single class, {@link #UNLABELLED}, if the table has no label}
   *
   * @param table the table
   * @param preprocessing how rows are encoded, by columns that the table has
   * @throws IllegalArgumentException if a column is missing or of another kind
   */
  public static TableDataset of(Table table, Preprocessing preprocessing) {
    TextColumn label = table.label();
    if (label == null) {
      int[] all = IntStream.range(0, table.rows()).toArray();
      return new TableDataset(table, preprocessing, List.of(UNLABELLED), all, new int[all.length]);
    }
    int[] rows = IntStream.range(0, table.rows()).filter(row -> label.code(row) >= 0).toArray();
    int[] labels = Arrays.stream(rows).map(label::code).toArray();
    return new TableDataset(table, preprocessing, label.values(), rows, labels);
  }

  /**
   * {@return all rows of a table; those without a label are of a last class, {@link #UNLABELLED}}
   *
   * @param table the table
   * @param preprocessing how rows are encoded, by columns that the table has
   * @throws IllegalArgumentException if a column is missing or of another kind
   */
  public static TableDataset ofAll(Table table, Preprocessing preprocessing) {
    TextColumn label = table.label();
    int[] all = IntStream.range(0, table.rows()).toArray();
    if (label == null || Arrays.stream(all).allMatch(row -> label.code(row) >= 0)) {
      return of(table, preprocessing);
    }
    List<String> classNames = new ArrayList<>(label.values());
    classNames.add(UNLABELLED);
    int[] labels =
        Arrays.stream(all)
            .map(row -> label.code(row) >= 0 ? label.code(row) : label.values().size())
            .toArray();
    return new TableDataset(table, preprocessing, classNames, all, labels);
  }

  /**
   * {@return the rows of a table that have a label, by the classes of another}
   *
   * @param table the table; it has a label
   * @param preprocessing how rows are encoded, by columns that the table has
   * @param classNames the names of the classes
   * @throws IllegalArgumentException if a column is missing or of another kind, or a label is not
   *     among the classes
   */
  public static TableDataset of(Table table, Preprocessing preprocessing, List<String> classNames) {
    TableDataset found = of(table, preprocessing);
    int[] numbers = new int[found.classNames.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = classNames.indexOf(found.classNames.get(i));
      if (numbers[i] < 0) {
        throw new IllegalArgumentException(
            "%s: class '%s' is not among those of training: %s"
                .formatted(table.name(), found.classNames.get(i), ClassNames.inShort(classNames)));
      }
    }
    int[] labels = Arrays.stream(found.labels).map(label -> numbers[label]).toArray();
    return new TableDataset(table, preprocessing, classNames, found.rows, labels);
  }

  /**
   * {@return the row of the table that an example is}
   *
   * @param index the example
   */
  public int row(int index) {
    return rows[index];
  }

  private static List<Reader> readers(Table table, List<ColumnEncoding> columns) {
    List<Reader> readers = new ArrayList<>();
    for (ColumnEncoding column : columns) {
      int offset = 0;
      TableColumn found = null;
      for (TableColumn each : table.columns()) {
        if (each.name().equals(column.column())) {
          found = each;
          break;
        }
        offset += each.size();
      }
      readers.add(reader(table, column, found, offset));
    }
    return readers;
  }

  private static Reader reader(
      Table table, ColumnEncoding column, @Nullable TableColumn found, int from) {
    if (found == null) {
      throw new IllegalArgumentException(
          "%s: no column '%s', found %s"
              .formatted(
                  table.name(),
                  column.column(),
                  table.columns().stream().map(TableColumn::name).toList()));
    }
    return switch (column) {
      case NumberEncoding number when found.kind() == TableColumn.Kind.NUMBER ->
          (raw, features, offset) -> features[offset] = number.encode(raw[from]);
      case CategoryEncoding category when found.kind() == TableColumn.Kind.CATEGORY ->
          category(category, found, from);
      case CategoryEncoding category when found.kind() == TableColumn.Kind.NUMBER ->
          throw unexpected(table, category, "numbers, expected text (--categorical)");
      case VectorEncoding vector
          when found.kind() == TableColumn.Kind.VECTOR && found.size() == vector.features() ->
          (raw, features, offset) -> {
            for (int i = 0; i < vector.features(); i++) {
              features[offset + i] = vector.encode(i, raw[from + i]);
            }
          };
      case NumberEncoding number ->
          throw unexpected(table, number, "text or vectors, expected numbers");
      default ->
          throw unexpected(
              table, column, "another kind than the model's, of %d values".formatted(found.size()));
    };
  }

  private static Reader category(CategoryEncoding category, TableColumn found, int from) {
    int[] places = found.categories().stream().mapToInt(category.values()::indexOf).toArray();
    return (raw, features, offset) -> {
      for (int i = 0; i < category.features(); i++) {
        features[offset + i] = 0;
      }
      int place = Float.isNaN(raw[from]) ? -1 : places[(int) raw[from]];
      if (place >= 0) {
        features[offset + place] = 1;
      }
    };
  }

  private static IllegalArgumentException unexpected(
      Table table, ColumnEncoding column, String what) {
    return new IllegalArgumentException(
        "%s: column '%s' has %s".formatted(table.name(), column.column(), what));
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public List<Integer> shape() {
    return preprocessing.shape();
  }

  @Override
  public List<String> classNames() {
    return classNames;
  }

  @Override
  public int label(int index) {
    return labels[index];
  }

  /** {@return the value of the table's id column, else the row's number from 0} */
  @Override
  public String id(int index) {
    TextColumn id = table.id();
    String text = id == null ? null : id.text(rows[index]);
    return Objects.requireNonNullElseGet(text, () -> String.valueOf(rows[index]));
  }

  @Override
  public int group(int index) {
    TextColumn group = table.group();
    return group == null ? -1 : group.code(rows[index]);
  }

  @Override
  public Preprocessing preprocessing() {
    return preprocessing;
  }

  @Override
  public void read(int index, float[] destination, int offset) {
    float[] raw = buffer.get();
    table.read(rows[index], raw, 0);
    int next = offset;
    for (int i = 0; i < readers.size(); i++) {
      readers.get(i).read(raw, destination, next);
      next += preprocessing.columns().get(i).features();
    }
  }
}
