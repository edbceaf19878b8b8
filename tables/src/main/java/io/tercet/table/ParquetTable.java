package io.tercet.table;

import dev.hardwood.metadata.RepetitionType;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ColumnReaders;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.schema.ColumnProjection;
import dev.hardwood.schema.SchemaNode;
import io.tercet.data.DataException;
import io.tercet.io.OneLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Parquet file of flat columns and lists of numbers. Types are those of the file: text stays
 * text, whatever it says. Pages are decoded on several threads.
 */
final class ParquetTable implements TableSource {
  /** Numbers of all columns at once: they fit the second cache. */
  private static final int BATCH = 1 << 15;

  private static final int LARGEST_BATCH = 1 << 13;

  private final Path file;
  private final TableOptions options;
  private final List<ParquetColumn> columns = new ArrayList<>();
  private long rows;

  ParquetTable(Path file, TableOptions options) {
    this.file = file;
    this.options = options;
  }

  @Override
  public Place place() {
    return new Place(file, " (--missing VALUE)");
  }

  @Override
  public List<SourceColumn> columns() throws IOException {
    List<SourceColumn> found = new ArrayList<>();
    ParquetFailure.guard(
        file,
        reader -> {
          rows = reader.getFileMetaData().numRows();
          if (rows <= 0) {
            throw new DataException("%s: no rows, expected at least one".formatted(file));
          }
          for (SchemaNode node : reader.getFileSchema().getRootNode().children()) {
            ParquetColumn column = ParquetColumn.of(node);
            columns.add(column);
            int size =
                column.type() == CellType.VECTOR && isWanted(node) ? size(reader, column) : 1;
            found.add(new SourceColumn(node.name(), new TypeGuess(column.type(), size)));
          }
        });
    return found;
  }

  private boolean isWanted(SchemaNode node) {
    return !options.drop().contains(node.name())
        && (options.features() == null || options.features().contains(node.name()));
  }

  /** The length of the first list in a column. */
  private int size(ParquetFileReader reader, ParquetColumn column) throws IOException {
    try (ColumnReader lists = reader.buildColumnReader(column.leaf()).batchSize(256).build()) {
      while (lists.nextBatch()) {
        int[] offsets = lists.getLayerOffsets(0);
        for (int row = 0; row < lists.getRecordCount(); row++) {
          if (lists.getLayerValidity(0).isNotNull(row)) {
            int size = offsets[row + 1] - offsets[row];
            if (size == 0) {
              throw new DataException(
                  "%s: column '%s': the first list is empty, expected numbers"
                      .formatted(file, OneLine.of(column.name())));
            }
            return size;
          }
        }
      }
    }
    return 1;
  }

  @Override
  public void read(TableBuilder table) throws IOException {
    ParquetFailure.guard(
        file,
        reader -> {
          List<ColumnData> data = table.columns();
          boolean byName = true;
          List<String> names = new ArrayList<>();
          for (ColumnData column : data) {
            if (column.isRead()) {
              names.add(column.name());
              byName &= column.name().indexOf('.') < 0; // dots are steps of a path there
            }
          }
          ColumnProjection projection =
              byName
                  ? ColumnProjection.columns(names.toArray(String[]::new))
                  : ColumnProjection.all();
          try (ColumnReaders readers =
              reader.buildColumnReaders(projection).batchSize(batch(table)).build()) {
            ParquetBatch batch = new ParquetBatch(table, columns, readers, leaves(readers));
            while (readers.nextBatch()) {
              batch.read();
            }
          }
          if (table.rows() != rows) {
            throw new DataException(
                "%s: damaged or cut short: found %,d rows, expected %,d"
                    .formatted(file, table.rows(), rows));
          }
        });
  }

  /** Rows at once. Hardwood's own choice takes a list for one number. */
  private static int batch(TableBuilder table) {
    return Math.clamp(BATCH / table.store().stride(), 64, LARGEST_BATCH);
  }

  /** The reader of each column, or null if it is not read. */
  private @Nullable ColumnReader[] leaves(ColumnReaders readers) {
    @Nullable ColumnReader[] found = new ColumnReader[columns.size()];
    for (int i = 0; i < readers.getColumnCount(); i++) {
      ColumnReader reader = readers.getColumnReader(i);
      int leaf = reader.getColumnSchema().columnIndex();
      for (int column = 0; column < columns.size(); column++) {
        if (columns.get(column).leaf() == leaf) {
          found[column] = reader;
        }
      }
    }
    return found;
  }

  /** Whether a node has one value in each row. */
  static boolean isSingle(SchemaNode node) {
    return node.repetitionType() != RepetitionType.REPEATED;
  }

  /** Opens the file. */
  static ParquetFileReader open(Path file) throws IOException {
    return ParquetFileReader.open(new ParquetInput(file));
  }
}
