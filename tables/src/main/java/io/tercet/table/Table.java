package io.tercet.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table decoded once into memory, or into a mapped cache file where it is large. Immutable,
 * thread-safe.
 */
public final class Table {
  private final String name;
  private final List<TableColumn> columns;
  private final int width;
  private final int rows;
  private final RowValues values;
  private final @Nullable TextColumn label;
  private final @Nullable TextColumn id;
  private final @Nullable TextColumn group;
  private final List<String> notes;

  Table(TableHeader header, RowValues values) {
    this.name = header.name();
    this.columns = header.columns();
    this.width = header.width();
    this.rows = header.rows();
    this.values = values;
    this.label = header.label();
    this.id = header.id();
    this.group = header.group();
    this.notes = header.notes();
  }

  /**
   * Reads a table, by the extension and the content of the file: CSV ({@code .csv}, {@code .tsv},
   * {@code .txt}), Parquet, JSON lines ({@code .jsonl}, {@code .ndjson}) or NumPy ({@code .npy});
   * text also compressed with gzip.
   *
   * @param file the file
   * @param options what its columns are for
   * @return the table
   * @throws io.tercet.data.DataException if the file is missing or damaged, if a value is not of
   *     its column's type, or if the options do not fit it; the message is one line with path, row
   *     and column as far as there are any
   * @throws IOException if the file cannot be read
   */
  public static Table read(Path file, TableOptions options) throws IOException {
    return TableReader.read(file, options, TableReader.IN_MEMORY);
  }

  /**
   * The table's name.
   *
   * @return the name of the file
   */
  public String name() {
    return name;
  }

  /**
   * The number of rows.
   *
   * @return at least 1
   */
  public int rows() {
    return rows;
  }

  /**
   * The feature columns.
   *
   * @return the columns in the order of the file, or of the options if they name the features
   */
  public List<TableColumn> columns() {
    return columns;
  }

  /**
   * The numbers of a row.
   *
   * @return the sum of the sizes of all columns
   */
  public int width() {
    return width;
  }

  /**
   * Copies the numbers of a row, column by column: numbers as they are in the file, rounded to
   * float32, codes of categories, entries of vectors. A missing value is NaN.
   *
   * @param row the row, from 0
   * @param destination where to copy {@link #width} numbers
   * @param offset place of the first
   * @throws IndexOutOfBoundsException if there is no such row, or no room
   */
  public void read(int row, float[] destination, int offset) {
    values.read(row, destination, offset);
  }

  /**
   * The class of each row.
   *
   * @return the label, or null if the table has none
   */
  public @Nullable TextColumn label() {
    return label;
  }

  /**
   * What names the rows.
   *
   * @return texts that are all different, or null if rows are named by their numbers
   */
  public @Nullable TextColumn id() {
    return id;
  }

  /**
   * What must not be split.
   *
   * @return the group of each row, or null if the options name none
   */
  public @Nullable TextColumn group() {
    return group;
  }

  /**
   * What was found in the file.
   *
   * @return one line each
   */
  public List<String> notes() {
    return notes;
  }

  RowValues values() {
    return values;
  }
}
