package io.tercet.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.tercet.data.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A file of delimited text: RFC 4180 quotes, any line ends, UTF-8. */
final class CsvTable implements TableSource {
  /** Characters of a field, as far as a quote that is never closed is read. */
  private static final int LONGEST_FIELD = 1 << 22;

  private final Path file;
  private final TableOptions options;
  private final char delimiter;

  CsvTable(Path file, TableOptions options) throws IOException {
    this.file = file;
    this.options = options;
    Character named = options.delimiter();
    this.delimiter = named == null ? CsvDelimiter.find(file) : named;
  }

  @Override
  public List<SourceColumn> columns() throws IOException {
    Place place = place();
    GuessSink guesses = new GuessSink(place, new MissingMarkers(options.missing()));
    CsvRows rows = new CsvRows(place, options.header(), 0, guesses);
    parse(rows, place);
    if (rows.header().isEmpty()) {
      throw new DataException("%s: no line, expected a table".formatted(file));
    }
    if (guesses.rows() == 0) {
      throw new DataException(
          "%s: no rows after the header, expected at least one".formatted(file));
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < rows.header().size(); i++) {
      String name = options.header() ? rows.header().get(i) : "";
      names.add(name.isEmpty() ? "column" + (i + 1) : name);
    }
    return IntStream.range(0, names.size())
        .mapToObj(i -> new SourceColumn(names.get(i), guesses.guess(i)))
        .toList();
  }

  @Override
  public void read(TableBuilder table) throws IOException {
    parse(
        new CsvRows(table.place(), options.header(), table.columns().size(), table), table.place());
  }

  @Override
  public Place place() {
    return new Place(file, " (--missing VALUE or --categorical COLUMN)");
  }

  private void parse(CsvRows rows, Place place) throws IOException {
    try (Utf8Reader text = Utf8Reader.open(file);
        CsvReader<Boolean> reader =
            CsvReader.builder()
                .fieldSeparator(delimiter)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(LONGEST_FIELD)
                .build(rows, text)) {
      for (boolean isLast : reader) {
        if (isLast) {
          break;
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (CsvParseException e) {
      throw translated(e, rows, place);
    }
  }

  /** The reader's exception in the words of this package. */
  private DataException translated(CsvParseException e, CsvRows rows, Place place)
      throws IOException {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UncheckedIOException failed) {
        throw failed.getCause();
      }
    }
    String message = String.valueOf(e.getMessage());
    if (message.startsWith("Unclosed") || message.contains("buffer size")) {
      return new DataException(
          "%s: line %d: a quote opens in field %d and is never closed, expected one after it"
              .formatted(file, rows.line(), rows.fields() + 1),
          e);
    }
    if (message.contains("after closing quote")) {
      return new DataException(
          "%s: line %d: field %d has text after its closing quote, expected '%c' or a line end"
              .formatted(file, rows.line(), rows.fields() + 1, delimiter),
          e);
    }
    return new DataException("%s: %s".formatted(place, message.lines().findFirst().orElse("")), e);
  }
}
