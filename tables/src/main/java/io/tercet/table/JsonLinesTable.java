package io.tercet.table;

import io.tercet.data.DataException;
import io.tercet.io.OneLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * A file of JSON objects, one a line. Their keys are the columns; a key that is not there is a
 * missing value.
 */
final class JsonLinesTable implements TableSource {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // Python writes NaN
          .build();

  private final Path file;
  private final TableOptions options;
  private final Map<String, Integer> columns = new LinkedHashMap<>();
  private final Map<String, Long> late = new LinkedHashMap<>();

  JsonLinesTable(Path file, TableOptions options) {
    this.file = file;
    this.options = options;
  }

  @Override
  public Place place() {
    return new Place(file, " (--missing VALUE or --categorical COLUMN)");
  }

  @Override
  public List<SourceColumn> columns() throws IOException {
    Place place = place();
    JsonHead head = new JsonHead(place, new MissingMarkers(options.missing()), columns);
    forEachLine(place, head);
    if (head.rows() == 0) {
      throw new DataException("%s: no line, expected a JSON object on each".formatted(file));
    }
    List<SourceColumn> found = new ArrayList<>();
    columns.forEach((name, i) -> found.add(new SourceColumn(name, head.guess(i))));
    return found;
  }

  @Override
  public void read(TableBuilder table) throws IOException {
    forEachLine(table.place(), new JsonRows(table, columns, late));
  }

  @Override
  public List<String> notes() {
    List<String> lines = new ArrayList<>();
    late.forEach((name, line) ->
        lines.add("left out: %s (first in line %,d)".formatted(OneLine.of(name), line)));
    return lines;
  }

  private void forEachLine(Place place, JsonSink sink) throws IOException {
    try (LineBytes lines = LineBytes.open(file)) {
      boolean goOn = true;
      while (goOn && lines.next()) {
        if (!lines.isBlank()) {
          place.row++;
          place.line = lines.number();
          goOn = read(lines, place, sink);
        }
      }
    }
  }

  private static boolean read(LineBytes lines, Place place, JsonSink sink) throws IOException {
    int mark = lines.number() == 1 ? mark(lines) : 0;
    try (JsonParser parser =
        JSON.createParser(
            ObjectReadContext.empty(),
            lines.buffer(),
            lines.start() + mark,
            lines.length() - mark)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new DataException(
            "%s: found %s, expected a JSON object on each line"
                .formatted(place, parser.currentToken()));
      }
      boolean goOn = sink.object(parser);
      if (parser.nextToken() != null) {
        throw new DataException(
            "%s: found more after the JSON object, expected one on each line".formatted(place));
      }
      return goOn;
    } catch (JacksonException e) {
      throw new DataException(
          "%s: not valid JSON, expected an object: %s"
              .formatted(place, OneLine.of(e.getOriginalMessage())),
          e);
    }
  }

  /** The length of a byte order mark. */
  private static int mark(LineBytes lines) {
    byte[] buffer = lines.buffer();
    boolean isMarked =
        lines.length() >= 3
            && (buffer[0] & 0xff) == 0xef
            && (buffer[1] & 0xff) == 0xbb
            && (buffer[2] & 0xff) == 0xbf;
    return isMarked ? 3 : 0;
  }
}
