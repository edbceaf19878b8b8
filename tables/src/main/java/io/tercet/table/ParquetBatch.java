package io.tercet.table;

import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ColumnReaders;
import dev.hardwood.reader.Validity;
import io.tercet.data.DataException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings the batches of Parquet columns into rows. Not thread-safe. */
final class ParquetBatch {
  private final TableBuilder table;
  private final List<ParquetColumn> columns;
  private final ColumnReaders readers;
  private final @Nullable ColumnReader[] leaves;
  private char[] text = new char[256];

  ParquetBatch(
      TableBuilder table,
      List<ParquetColumn> columns,
      ColumnReaders readers,
      @Nullable ColumnReader[] leaves) {
    this.table = table;
    this.columns = columns;
    this.readers = readers;
    this.leaves = leaves;
  }

  /** Takes the current batch, as much at once as fits a block. */
  void read() throws IOException {
    int count = readers.getRecordCount();
    ParquetValues.@Nullable Batch[] batches = new ParquetValues.Batch[leaves.length];
    for (int i = 0; i < leaves.length; i++) {
      ColumnReader reader = leaves[i];
      ParquetValues values = columns.get(i).values();
      batches[i] = reader == null || values == null ? null : values.batch(reader);
    }
    int from = 0;
    while (from < count) {
      int rows = table.beginRows(count - from);
      for (int i = 0; i < leaves.length; i++) {
        ColumnReader reader = leaves[i];
        ParquetValues.Batch batch = batches[i];
        if (reader != null && batch != null) {
          column(i, reader, batch, from, rows);
        }
      }
      table.endRows(rows);
      from += rows;
    }
  }

  private void column(int index, ColumnReader reader, ParquetValues.Batch batch, int from, int rows)
      throws DataException {
    ColumnData data = table.columns().get(index);
    if (data.type() == CellType.VECTOR) {
      vectors(index, reader, batch, from, rows);
      return;
    }
    Validity validity = reader.getLeafValidity();
    if (data.type() != CellType.TEXT && !data.isText()) {
      table.numbers(index, batch, validity, from, rows);
      return;
    }
    boolean hasNulls = validity.hasNulls();
    for (int i = 0; i < rows; i++) {
      table.atRow(i);
      if (hasNulls && validity.isNull(from + i)) {
        table.missing(index);
      } else if (batch instanceof ParquetValues.TextBatch texts) {
        text(index, texts, from + i);
      } else {
        table.textAndNumber(index, batch.text(from + i), batch.number(from + i));
      }
    }
  }

  /** ASCII goes without a string. */
  private void text(int index, ParquetValues.TextBatch texts, int i) throws DataException {
    int length = texts.length(i);
    if (length > text.length) {
      text = new char[2 * length];
    }
    if (texts.copy(i, text)) {
      table.cell(index, text, 0, length);
    } else {
      char[] decoded = texts.text(i).toCharArray();
      table.cell(index, decoded, 0, decoded.length);
    }
  }

  private void vectors(
      int index, ColumnReader reader, ParquetValues.Batch batch, int from, int rows)
      throws DataException {
    int size = table.columns().get(index).size();
    int[] offsets = reader.getLayerOffsets(0);
    Validity lists = reader.getLayerValidity(0);
    Validity entries = reader.getLeafValidity();
    boolean hasNulls = entries.hasNulls();
    for (int i = 0; i < rows; i++) {
      table.atRow(i);
      if (lists.isNull(from + i)) {
        table.missing(index);
        continue;
      }
      int start = offsets[from + i];
      if (offsets[from + i + 1] - start != size) {
        throw table.unequal(index, offsets[from + i + 1] - start);
      }
      table.vector(index, batch, entries, hasNulls, start);
    }
  }
}
