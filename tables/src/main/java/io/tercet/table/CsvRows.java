package io.tercet.table;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import io.tercet.data.DataException;
import io.tercet.io.OneLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands the fields of a CSV file to a sink, and checks that all rows have as many. */
final class CsvRows extends AbstractBaseCsvCallbackHandler<Boolean> {
  private final Place place;
  private final CellSink sink;
  private final boolean hasHeader;
  private final List<String> first = new ArrayList<>();
  private int expected;
  private boolean inFirst = true;
  private boolean inRow;
  private long linesInFields;
  private @Nullable DataException failure;

  /**
   * @param expected fields of a row, or 0 to take the first line's number
   */
  CsvRows(Place place, boolean hasHeader, int expected, CellSink sink) {
    this.place = place;
    this.hasHeader = hasHeader;
    this.expected = expected;
    this.sink = sink;
  }

  /** The fields of the first line. */
  List<String> header() {
    return first;
  }

  /** The line where the current field begins. */
  long line() {
    return getStartingLineNumber() + linesInFields;
  }

  /** The fields of the current row so far. */
  int fields() {
    return getFieldCount();
  }

  @Override
  protected void handleBegin(long startingLineNumber) {
    linesInFields = 0;
    inRow = false;
  }

  @Override
  protected void handleField(int index, char[] text, int from, int length, boolean quoted) {
    if (inFirst) {
      first.add(new String(text, from, length));
    } else {
      begin();
      if (index < expected && failure == null) {
        cell(index, text, from, from + length);
      }
    }
    if (quoted) {
      countLines(text, from, from + length);
    }
  }

  private void begin() {
    if (inRow) {
      return;
    }
    inRow = true;
    place.row++;
    place.line = getStartingLineNumber();
    try {
      sink.beginRow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void cell(int index, char[] text, int from, int to) {
    try {
      sink.cell(index, text, from, to);
    } catch (DataException e) {
      failure = e; // a row with too many fields is a better explanation
    }
  }

  private void countLines(char[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      boolean isCrLf = text[i] == '\r' && i + 1 < to && text[i + 1] == '\n';
      linesInFields += (text[i] == '\n' || text[i] == '\r') && !isCrLf ? 1 : 0;
    }
  }

  /** Null to continue, else whether this was the last row that is wanted. */
  @Override
  @SuppressWarnings("NullAway") // null is FastCSV's way to continue without a record
  protected Boolean buildRecord() {
    try {
      if (inFirst) {
        if (first.isEmpty()) {
          return null; // an empty line
        }
        return endFirst();
      }
      return inRow ? endRow(getFieldCount()) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("NullAway")
  private Boolean endFirst() throws IOException {
    inFirst = false;
    if (expected == 0) {
      expected = first.size();
    }
    if (hasHeader) {
      requireNames();
      return null;
    }
    begin();
    for (int i = 0; i < first.size() && i < expected && failure == null; i++) {
      char[] text = first.get(i).toCharArray();
      cell(i, text, 0, text.length);
    }
    return endRow(first.size());
  }

  @SuppressWarnings("NullAway")
  private Boolean endRow(int found) throws IOException {
    if (found != expected) {
      throw new DataException(
          "%s: found %d fields, expected %d as in the first line"
              .formatted(place, found, expected));
    }
    if (failure != null) {
      throw failure;
    }
    return sink.endRow() ? null : Boolean.TRUE;
  }

  private void requireNames() throws DataException {
    for (String name : first) {
      if (Float.isNaN(DecimalText.parse(name))) {
        return;
      }
    }
    throw new DataException(
        "%s: the first line has numbers only (%s), expected the names of the columns (--no-header if there are none)"
            .formatted(place.file(), OneLine.of(String.join(", ", first))));
  }
}
