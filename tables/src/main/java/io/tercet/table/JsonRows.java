package io.tercet.table;

import io.tercet.data.DataException;
import io.tercet.io.OneLine;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Hands the values of JSON objects to a table. Not thread-safe. */
final class JsonRows implements JsonSink {
  private final TableBuilder table;
  private final Map<String, Integer> columns;
  private final Map<String, Long> late;

  /** The row that had each column last. */
  private final long[] seen;

  /**
   * @param late takes the keys that the first rows do not have, with their lines
   */
  JsonRows(TableBuilder table, Map<String, Integer> columns, Map<String, Long> late) {
    this.table = table;
    this.columns = columns;
    this.late = late;
    this.seen = new long[columns.size()];
    Arrays.fill(seen, -1);
  }

  @Override
  public boolean object(JsonParser parser) throws IOException {
    Place place = table.place();
    table.beginRow();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      Integer column = columns.get(parser.currentName());
      if (column == null) {
        late.putIfAbsent(parser.currentName(), place.line);
        parser.nextToken();
        parser.skipChildren();
      } else {
        seen[column] = place.row;
        value(parser, column);
      }
    }
    for (int column = 0; column < seen.length; column++) {
      if (seen[column] != place.row) {
        table.missing(column);
      }
    }
    return table.endRow();
  }

  private void value(JsonParser parser, int column) throws DataException {
    ColumnData data = table.columns().get(column);
    JsonToken token = parser.nextToken();
    if (!data.isRead()) {
      parser.skipChildren();
    } else if (token == JsonToken.VALUE_NULL) {
      table.missing(column);
    } else if ((token == JsonToken.START_ARRAY) != (data.type() == CellType.VECTOR)
        || token == JsonToken.START_OBJECT) {
      throw new DataException(
          "%s, column '%s': found %s, expected %s"
              .formatted(
                  table.place(),
                  OneLine.of(data.name()),
                  token == JsonToken.START_OBJECT
                      ? "an object"
                      : token == JsonToken.START_ARRAY ? "a list" : "one value",
                  data.type().expected()));
    } else if (token == JsonToken.START_ARRAY) {
      entries(parser, column, data);
    } else {
      int from = parser.getStringOffset();
      table.cell(column, parser.getStringCharacters(), from, from + parser.getStringLength());
    }
  }

  private void entries(JsonParser parser, int column, ColumnData data) throws DataException {
    int count = 0;
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      float value = Float.NaN;
      if (token != JsonToken.VALUE_NULL) {
        if (token == null || !token.isNumeric()) {
          throw new DataException(
              "%s, column '%s': found %s in a list, expected numbers"
                  .formatted(table.place(), OneLine.of(data.name()), token));
        }
        int from = parser.getStringOffset();
        value =
            DecimalText.parse(parser.getStringCharacters(), from, from + parser.getStringLength());
      }
      if (count < data.size()) {
        table.entry(column, count, value);
      }
      count++;
    }
    if (count != data.size()) {
      throw table.unequal(column, count);
    }
  }
}
