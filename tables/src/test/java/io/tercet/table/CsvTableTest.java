package io.tercet.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.table.TableColumn.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {
  private static final String IRIS =
      """
      length,width,color,species
      5.1,3.5,red,setosa
      4.9,,blue,setosa
      6.25,2.8,red,virginica
      """;

  @TempDir private Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("t.csv"), content);
  }

  private Table read(String content) throws IOException {
    return Table.read(file(content), TableOptions.DEFAULT);
  }

  @Test
  void readsNumbersCategoriesAndLabel() throws IOException {
    Table table = read(IRIS);

    assertThat(table.name()).isEqualTo("t.csv");
    assertThat(table.rows()).isEqualTo(3);
    assertThat(table.columns())
        .containsExactly(
            new TableColumn("length", Kind.NUMBER, 1, List.of(), 0),
            new TableColumn("width", Kind.NUMBER, 1, List.of(), 1),
            new TableColumn("color", Kind.CATEGORY, 1, List.of("blue", "red"), 0));
    assertThat(table.width()).isEqualTo(3);
    assertThat(Tables.row(table, 0)).containsExactly(5.1f, 3.5f, 1);
    assertThat(Tables.row(table, 1)).containsExactly(4.9f, Float.NaN, 0);
    assertThat(Tables.row(table, 2)).containsExactly(6.25f, 2.8f, 1);
    TextColumn label = Tables.label(table);
    assertThat(label.name()).isEqualTo("species");
    assertThat(label.values()).containsExactly("setosa", "virginica");
    assertThat(label.code(2)).isEqualTo(1);
    assertThat(label.text(2)).isEqualTo("virginica");
    assertThat(table.id()).isNull();
    assertThat(table.group()).isNull();
  }

  @Test
  void saysWhatWasFound() throws IOException {
    assertThat(read(IRIS).notes())
        .containsExactly(
            "rows: 3, columns: 4",
            "label: column 'species' (2 classes); --label names another",
            "id: row numbers",
            "features: 2 numbers, 1 category (color: blue red)",
            "missing: width 1 of 3 (numbers take the mean of the training rows, categories a zero"
                + " vector)");
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void findsTheDelimiter(String delimiter) throws IOException {
    String content =
        String.join(delimiter, "a", "b", "label")
            + "\n\"x, y; z\t|\""
            + delimiter
            + "1"
            + delimiter
            + "u\n\"x,,,,, ;;;;; z\""
            + delimiter
            + "2"
            + delimiter
            + "v\n";

    Table table = read(content);

    assertThat(table.columns().getFirst().categories()).contains("x, y; z\t|");
    assertThat(table.columns().get(1).kind()).isEqualTo(Kind.NUMBER);
  }

  static Stream<Arguments> refusals() {
    TableOptions plain = TableOptions.DEFAULT;
    return Stream.of(
        Arguments.of(
            "a,label\n1,x\n1,2,y\n", plain, List.of("row 2 (line 3): found 3 fields, expected 2")),
        Arguments.of(
            "a,label\n1,x\n\n1\n", plain, List.of("row 2 (line 4): found 1 fields, expected 2")),
        Arguments.of(
            "a,label\n1,x\n2,\"y\n3,z\n", plain, List.of("line 3: a quote opens in field 2")),
        Arguments.of("a,label\n\"p\nq\",\"y", plain, List.of("line 3: a quote opens in field 2")),
        Arguments.of(
            "a,label\n1,\"x\"y\n", plain, List.of("line 2: field 2 has text after its closing")),
        Arguments.of(
            "a,label\n1,x\ninf,y\n", plain, List.of("row 2 (line 3), column 'a': found 'inf'")),
        Arguments.of("a,label\n1,x\n-Infinity,y\n", plain, List.of("finite number")),
        Arguments.of(
            "a,label\n1,x\n1e39,y\n", plain, List.of("found '1e39', expected a finite number")),
        Arguments.of("a,label\n", plain, List.of("no rows")),
        Arguments.of("", plain, List.of("no line")),
        Arguments.of("\n\n", plain, List.of("no line")),
        Arguments.of("a,a,label\n1,2,x\n", plain, List.of("columns 1 and 2 are both named 'a'")),
        Arguments.of("1,2,3\n4,5,6\n", plain, List.of("numbers only (1, 2, 3)", "--no-header")),
        Arguments.of("\ufeff1,2\n", plain, List.of("numbers only")),
        Arguments.of("a,b\n1,2\n", plain.withLabel("c"), List.of("no column 'c', found a, b")),
        Arguments.of(
            "a,b\n1.5,2.5\n", plain, List.of("no column is a label", "--label COLUMN", "a, b")),
        Arguments.of(
            "b,k\n1,u\n2,u\n", plain.withId("k"), List.of("row 2 (line 3)", "row 1 has too")),
        Arguments.of(
            "b,k\n1,u\n2,\n", plain.withId("k"), List.of("found no value, expected an id")),
        Arguments.of("a,label\n1,x\n", plain.withDrop(Set.of("z")), List.of("no column 'z'")),
        Arguments.of(
            "a,label\n,x\n,y\n", plain, List.of("no column is left to be a feature", "a (no va")),
        Arguments.of("label\nx\ny\n", plain, List.of("no column is left to be a feature")),
        Arguments.of("a,label\n1,\n2,\n", plain, List.of("column 'label' has no values")),
        Arguments.of(
            "a,label\n" + "1,x\n".repeat(10) + "?!,y\n",
            plain,
            List.of(
                "row 11 (line 12), column 'a': found '?!' where 10 of the first 11 values are"
                    + " numbers",
                "--missing VALUE or --categorical COLUMN")));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesInOneLine(String content, TableOptions options, List<String> messages)
      throws IOException {
    Path file = file(content);
    for (String message : messages) {
      Tables.refused(file, options, message);
    }
  }
}
