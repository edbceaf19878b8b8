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

class JsonLinesTableTest {
  @TempDir private Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("t.jsonl"), content);
  }

  @Test
  void readsObjects() throws IOException {
    Path file =
        file(
            """
            {"id": "a", "x": 1.5, "v": [1, 2.5, null], "ok": true, "c": "red", "label": "u"}

            {"id": "b", "label": "v", "x": null, "when": "2024-05-17", "c": "bl\\u00fce"}
            {"id": "c", "x": NaN, "v": [4, 5, NaN], "ok": false, "label": "u"}
            """);

    Table table = Table.read(file, TableOptions.DEFAULT);

    assertThat(table.columns())
        .containsExactly(
            new TableColumn("x", Kind.NUMBER, 1, List.of(), 2),
            new TableColumn("v", Kind.VECTOR, 3, List.of(), 1),
            new TableColumn("ok", Kind.NUMBER, 1, List.of(), 1),
            new TableColumn("c", Kind.CATEGORY, 1, List.of("bl\u00fce", "red"), 1),
            new TableColumn("when", Kind.NUMBER, 1, List.of(), 2));
    float nan = Float.NaN;
    assertThat(Tables.row(table, 0)).containsExactly(1.5f, 1, 2.5f, nan, 1, 1, nan);
    assertThat(Tables.row(table, 1)).containsExactly(nan, nan, nan, nan, nan, 0, 19860);
    assertThat(Tables.row(table, 2)).containsExactly(nan, 4, 5, nan, 0, nan, nan);
    assertThat(Tables.texts(Tables.label(table), 3)).containsExactly("u", "v", "u");
    assertThat(table.notes()).contains("id: column 'id'");
  }

  @Test
  void saysWhichKeysCameLate() throws IOException {
    String row = "{\"x\": 1, \"label\": 2}\n";

    Table table =
        Table.read(
            file(row.repeat(10_000) + "{\"x\": 1, \"label\": 3, \"late\": [{}]}\n"),
            TableOptions.DEFAULT);

    assertThat(table.rows()).isEqualTo(10_001);
    assertThat(table.notes()).contains("left out: late (first in line 10,001)");
  }

  @Test
  void readsLongLines() throws IOException {
    String list = "1, ".repeat(50_000) + "2";

    Table table =
        Table.read(file("{\"v\": [%s]}\n{\"v\": [%s]}".formatted(list, list)), Tables.UNLABELLED);

    assertThat(table.width()).isEqualTo(50_001);
    assertThat(Tables.row(table, 1)[50_000]).isEqualTo(2);
  }

  @Test
  void dropsNestedColumns() throws IOException {
    Path file = file("{\"x\": 1, \"who\": {\"a\": 1}, \"label\": \"u\"}\n");

    Tables.refused(file, TableOptions.DEFAULT, "column 'who' has nested values");
    assertThat(Tables.names(Table.read(file, TableOptions.DEFAULT.withDrop(Set.of("who")))))
        .containsExactly("x");
  }

  static Stream<Arguments> refusals() {
    String good = "{\"x\": 1, \"v\": [1, 2], \"label\": \"u\"}\n";
    return Stream.of(
        Arguments.of("", "no line"),
        Arguments.of("\n \n", "no line"),
        Arguments.of(good + "[1]\n", "row 2 (line 2): found START_ARRAY, expected a JSON object"),
        Arguments.of(good + "\n{\"x\": 1\n", "row 2 (line 3): not valid JSON"),
        Arguments.of(good + "{\"x\": 1} {}\n", "row 2 (line 2): found more after the JSON object"),
        Arguments.of(good + "{\"x\": 1, \"x\": 2}\n", "row 2 (line 2): not valid JSON"),
        Arguments.of(good + "{\"v\": [1]}\n", "row 2 (line 2), column 'v': found a list of 1"),
        Arguments.of(good + "{\"v\": [1, 2, 3]}\n", "found a list of 3 numbers, expected 2"),
        Arguments.of(good + "{\"v\": [1, Infinity]}\n", "column 'v': found 'Infinity'"),
        Arguments.of(good + "{\"v\": 1}\n", "column 'v' has nested values"),
        Arguments.of(good + "{\"x\": [1]}\n", "column 'x' has nested values"),
        Arguments.of(good + "{\"v\": [\"a\", \"b\"]}\n", "column 'v' has nested values"),
        Arguments.of(good.repeat(10_000) + "{\"v\": [1, \"b\"]}\n", "row 10001 (line 10001), col"),
        Arguments.of(good.repeat(10_000) + "{\"v\": 1}\n", "found one value, expected a list of"),
        Arguments.of(good.repeat(10_000) + "{\"x\": [1]}\n", "found a list, expected a number"),
        Arguments.of(good.repeat(10_000) + "{\"x\": {}}\n", "found an object, expected a number"),
        Arguments.of(good.repeat(10_000) + "{\"x\": \"a\"}\n", "found 'a', expected a number"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesInOneLine(String content, String message) throws IOException {
    Tables.refused(file(content), TableOptions.DEFAULT, message);
  }

  @Test
  void refusesBytesThatAreNotUtf8() throws IOException {
    Path file =
        Files.write(
            folder.resolve("t.jsonl"), new byte[] {'{', '"', (byte) 0xe9, '"', ':', '1', '}'});

    Tables.refused(file, TableOptions.DEFAULT, "row 1 (line 1): not valid JSON");
  }
}
