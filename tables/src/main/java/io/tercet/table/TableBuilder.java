package io.tercet.table;

import dev.hardwood.reader.Validity;
import io.tercet.data.DataException;
import io.tercet.io.OneLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Collects a table, row by row. Closing it deletes what is left of a failed one. */
final class TableBuilder implements CellSink, AutoCloseable {
  private final Place place;
  private final MissingMarkers markers;
  private final ColumnChoice choice;
  private final List<ColumnData> columns = new ArrayList<>();
  private final ColumnData[] data;
  private final RowStore store;
  private int at;
  private int row;

  /**
   * @param source the columns of the file
   * @param limit bytes to keep in memory
   * @param target the cache file that a large table is kept beside
   * @throws DataException if a column is of no type that it can have
   */
  TableBuilder(
      Place place,
      List<SourceColumn> source,
      ColumnChoice choice,
      TableOptions options,
      long limit,
      Path target)
      throws DataException {
    this.place = place;
    this.markers = new MissingMarkers(options.missing());
    this.choice = choice;
    int offset = 0;
    for (int i = 0; i < source.size(); i++) {
      SourceColumn column = source.get(i);
      ColumnRole role = choice.roles().get(i);
      CellType type = type(place.file(), column, role, options);
      int size = type == CellType.VECTOR ? column.guess().size() : 1;
      boolean certain = i == choice.label() || i == choice.id() || role.group();
      columns.add(
          new ColumnData(column.name(), role, type, size, role.feature() ? offset : -1, certain));
      offset += role.feature() ? size : 0;
    }
    if (offset == 0) {
      throw new DataException(
          "%s: no column is left to be a feature, found %s"
              .formatted(place.file(), ColumnChoice.list(choice.names())));
    }
    this.data = columns.toArray(ColumnData[]::new);
    this.store = new RowStore(offset, limit, target);
  }

  private static CellType type(
      Path file, SourceColumn column, ColumnRole role, TableOptions options) throws DataException {
    TypeGuess guess = column.guess();
    CellType type = guess.type();
    if (!role.feature() && !role.isText()) {
      return type;
    }
    if (type == CellType.NESTED || (type == CellType.VECTOR && !role.feature())) {
      throw new DataException(
          "%s: column '%s' has %s, expected %s (--drop leaves it out)"
              .formatted(
                  file,
                  OneLine.of(column.name()),
                  type == CellType.NESTED ? "nested values" : "lists",
                  type == CellType.NESTED ? CellType.NESTED.expected() : "one value a row"));
    }
    if (type == CellType.VECTOR) {
      return type;
    }
    if (options.categorical().contains(column.name())) {
      return CellType.TEXT;
    }
    return role.feature() ? guess.featureType(column.name()) : type;
  }

  Place place() {
    return place;
  }

  List<ColumnData> columns() {
    return columns;
  }

  ColumnChoice choice() {
    return choice;
  }

  RowStore store() {
    return store;
  }

  MissingMarkers markers() {
    return markers;
  }

  int rows() {
    return row;
  }

  @Override
  public void beginRow() throws IOException {
    at = store.next();
  }

  @Override
  public void cell(int index, char[] text, int from, int to) throws DataException {
    ColumnData column = data[index];
    if (!column.isRead()) {
      return;
    }
    if (markers.matches(text, from, to)) {
      missing(index);
      return;
    }
    if (column.isText()) {
      column.addText(text, from, to, place);
    }
    if (column.offset() < 0) {
      return;
    }
    float value;
    if (column.type() == CellType.TEXT) {
      value = column.category(text, from, to);
    } else {
      value = column.type().parse(text, from, to);
      if (!(Math.abs(value) <= Float.MAX_VALUE)) {
        throw unexpected(column, new String(text, from, to - from), !Float.isNaN(value));
      }
    }
    store.block()[at + column.offset()] = value;
  }

  /**
   * Begins rows whose cells come column by column.
   *
   * @param most as many at most
   * @return as many
   */
  int beginRows(int most) throws IOException {
    return store.next(most);
  }

  /** The next cell is of row {@code i} of those begun. */
  void atRow(int i) {
    at = store.start() + i * store.stride();
    place.row = row + i + 1L;
  }

  void endRows(int count) {
    row += count;
  }

  /** Takes numbers of the rows begun; null and NaN are missing values. */
  void numbers(int index, ParquetValues.Batch batch, Validity validity, int from, int count)
      throws DataException {
    ColumnData column = data[index];
    float[] block = store.block();
    int stride = store.stride();
    int first = store.start() + column.offset();
    boolean isFinite = batch.fill(block, first, stride, from, count);
    if (isFinite && !validity.hasNulls()) {
      return;
    }
    for (int i = 0; i < count; i++) {
      if (validity.isNull(from + i)) {
        block[first + i * stride] = Float.NaN;
      }
    }
    for (int i = 0; i < count; i++) {
      float value = block[first + i * stride];
      if (!(Math.abs(value) <= Float.MAX_VALUE)) {
        atRow(i);
        number(index, Float.isNaN(value) ? value : batch.number(from + i));
      }
    }
  }

  /** Takes the list of a row that begins at {@code from}. */
  void vector(int index, ParquetValues.Batch batch, Validity validity, boolean hasNulls, int from)
      throws DataException {
    ColumnData column = data[index];
    float[] block = store.block();
    int first = at + column.offset();
    if (batch.fill(block, first, 1, from, column.size()) && !hasNulls) {
      return;
    }
    for (int i = 0; i < column.size(); i++) {
      if (hasNulls && validity.isNull(from + i)) {
        block[first + i] = Float.NaN;
      } else if (Float.isInfinite(block[first + i])) {
        throw unexpected(column, Double.toString(batch.number(from + i)), true);
      }
    }
  }

  private void number(int index, double number) throws DataException {
    if (Double.isNaN(number)) {
      missing(index);
    } else if (Math.abs((float) number) <= Float.MAX_VALUE) {
      store.block()[at + data[index].offset()] = (float) number;
    } else {
      throw unexpected(data[index], Double.toString(number), true);
    }
  }

  /** Takes a number of a column whose texts are kept, or a text. */
  void textAndNumber(int index, String text, double number) throws DataException {
    ColumnData column = data[index];
    char[] characters = text.toCharArray();
    boolean isNan = Double.isNaN(number) && column.type() != CellType.TEXT;
    if (isNan || markers.matches(characters, 0, characters.length)) {
      missing(index);
      return;
    }
    if (column.isText()) {
      column.addText(characters, 0, characters.length, place);
    }
    if (column.offset() < 0) {
      return;
    }
    if (column.type() == CellType.TEXT) {
      store.block()[at + column.offset()] = column.category(characters, 0, characters.length);
    } else {
      number(index, number);
    }
  }

  /** Takes a missing value. */
  void missing(int index) throws DataException {
    ColumnData column = data[index];
    if (!column.isRead()) {
      return;
    }
    if (index == choice.id()) {
      throw new DataException(
          "%s, column '%s': found no value, expected an id"
              .formatted(place, OneLine.of(column.name())));
    }
    column.addMissing();
    for (int i = 0; column.offset() >= 0 && i < column.size(); i++) {
      store.block()[at + column.offset() + i] = Float.NaN;
    }
  }

  /** Takes the list of a row, of the column's size. */
  void entries(int index, float[] source, int from) throws DataException {
    for (int i = 0; i < data[index].size(); i++) {
      entry(index, i, source[from + i]);
    }
  }

  /** Takes an entry of a list; NaN if it is missing. */
  void entry(int index, int entry, float value) throws DataException {
    ColumnData column = data[index];
    if (Float.isInfinite(value)) {
      throw unexpected(column, Float.toString(value), true);
    }
    store.block()[at + column.offset() + entry] = value;
  }

  private DataException unexpected(ColumnData column, String found, boolean infinite) {
    return new DataException(
        "%s, column '%s': found '%s', expected %s"
            .formatted(
                place,
                OneLine.of(column.name()),
                OneLine.of(found),
                infinite
                    ? "a finite number of float32 (--missing VALUE)"
                    : column.type().expected() + place.hint()));
  }

  /** The exception for a list of another length. */
  DataException unequal(int index, int found) {
    return new DataException(
        "%s, column '%s': found a list of %d numbers, expected %d as in the first row with one"
            .formatted(place, OneLine.of(data[index].name()), found, data[index].size()));
  }

  @Override
  public boolean endRow() {
    row++;
    return true;
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
