package io.tercet.table;

import io.tercet.data.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Guesses what the keys of JSON objects are by the first rows. Not thread-safe. */
final class JsonHead implements JsonSink {
  private final GuessSink guesses;
  private final Map<String, Integer> columns;

  /** For each column whether it had one value, and whether it had a list. */
  private final List<boolean[]> kinds = new ArrayList<>();

  JsonHead(Place place, MissingMarkers markers, Map<String, Integer> columns) {
    this.guesses = new GuessSink(place, markers);
    this.columns = columns;
  }

  int rows() {
    return guesses.rows();
  }

  TypeGuess guess(int column) {
    return guesses.guess(column);
  }

  @Override
  public boolean object(JsonParser parser) throws DataException {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      int column = columns.computeIfAbsent(parser.currentName(), name -> columns.size());
      while (kinds.size() <= column) {
        kinds.add(new boolean[2]);
      }
      value(parser, column);
    }
    return guesses.endRow();
  }

  private void value(JsonParser parser, int column) throws DataException {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.VALUE_NULL) {
      return;
    }
    boolean isList = token == JsonToken.START_ARRAY;
    kinds.get(column)[isList ? 1 : 0] = true;
    boolean isMixed = kinds.get(column)[0] && kinds.get(column)[1];
    if (isList) {
      int entries = entries(parser);
      boolean isVector = entries > 0 && !isMixed;
      guess(column).addNested(isVector ? CellType.VECTOR : CellType.NESTED, Math.max(1, entries));
    } else if (token == JsonToken.START_OBJECT || isMixed) {
      parser.skipChildren();
      guess(column).addNested(CellType.NESTED, 1);
    } else {
      int from = parser.getStringOffset();
      guesses.cell(column, parser.getStringCharacters(), from, from + parser.getStringLength());
    }
  }

  /** The entries of a list of numbers, or 0 if there are none or others. */
  private static int entries(JsonParser parser) {
    int entries = 0;
    boolean isNumeric = true;
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY && token != null;
        token = parser.nextToken()) {
      entries++;
      isNumeric &= token.isNumeric() || token == JsonToken.VALUE_NULL;
      parser.skipChildren();
    }
    return isNumeric ? entries : 0;
  }
}
