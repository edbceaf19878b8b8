package io.tercet.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.table.TableColumn.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnTypesTest {
  @TempDir private Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("t.csv"), content);
  }

  @Test
  void takesTheUsualTextsForMissingValues() throws IOException {
    Path file =
        file(
            """
            x,label
            1,a
            ,a
            NA,a
            N/A,b
            NaN,b
            nan,b
            null,b
            NULL,b
            None,?
            ?,
            -,-
             n.a.,a
            """);

    Table table = Table.read(file, TableOptions.DEFAULT.withMissing(Set.of("n.a.")));

    assertThat(table.columns())
        .containsExactly(new TableColumn("x", Kind.NUMBER, 1, List.of(), 11));
    assertThat(Tables.texts(Tables.label(table), 12))
        .containsExactly("a", "a", "a", "b", "b", "b", "b", "b", "-", "-", "-", "a");
    assertThat(table.notes())
        .contains("label: column 'label' (2 classes, 3 rows without); --label names another");
  }

  @Test
  void takesMissingValuesOfTheOptions() throws IOException {
    Path file = file("x,label\n-999,a\n2,b\nunknown,b\n");

    Table table = Table.read(file, TableOptions.DEFAULT.withMissing(Set.of("-999", "unknown")));

    assertThat(Tables.row(table, 0)).containsExactly(Float.NaN);
    assertThat(table.columns().getFirst().missing()).isEqualTo(2);
  }

  @Test
  void readsDatesAsDaysAndBooleansAsZeroAndOne() throws IOException {
    Path file =
        file(
            """
            day,moment,flag,label
            1970-01-02,2024-05-17T12:00:00Z,true,a
            1969-12-31,2024-05-17 06:00,False,b
            2024-02-29,2024-05-17T02:00:00.0+02:00,TRUE,b
            """);

    Table table = Table.read(file, TableOptions.DEFAULT);

    assertThat(table.columns()).extracting(TableColumn::kind).containsOnly(Kind.NUMBER);
    assertThat(Tables.row(table, 0)).containsExactly(1, 19860.5f, 1);
    assertThat(Tables.row(table, 1)).containsExactly(-1, 19860.25f, 0);
    assertThat(Tables.row(table, 2)).containsExactly(19782, 19860, 1);
  }

  @Test
  void takesDaysThatAreNotInTheCalendarForText() throws IOException {
    Table table = Table.read(file("day,label\n2023-02-29,a\n2023-13-01,b\n"), TableOptions.DEFAULT);

    assertThat(table.columns().getFirst().kind()).isEqualTo(Kind.CATEGORY);
  }

  @Test
  void takesNumbersForCategoriesIfTold() throws IOException {
    Path file = file("zip,label\n01234,a\n5,b\n10,b\n5,a\n");

    Table table = Table.read(file, TableOptions.DEFAULT.withCategorical(Set.of("zip")));

    assertThat(table.columns())
        .containsExactly(new TableColumn("zip", Kind.CATEGORY, 1, List.of("5", "10", "01234"), 0));
    assertThat(Tables.row(table, 3)).containsExactly(0);
  }

  @Test
  void keepsNamesAndValuesAsTheyAre() throws IOException {
    // A letter with a combining accent, and the same letter as one character.
    Path file =
        file("\ufeffnom e\u0301t\u00e9,label\r\ne\u0301,\u732b\r\n\u00e9, \ud83d\udc15 \r\n");

    Table table = Table.read(file, TableOptions.DEFAULT);

    assertThat(Tables.names(table)).containsExactly("nom e\u0301t\u00e9");
    assertThat(table.columns().getFirst().categories()).containsExactly("e\u0301", "\u00e9");
    assertThat(Tables.label(table).values()).containsExactly(" \ud83d\udc15 ", "\u732b");
  }

  @Test
  void refusesATextInANumericColumnAfterTheFirstRows() throws IOException {
    Path file = folder.resolve("large.csv");
    String rows =
        IntStream.range(0, 1000)
            .mapToObj(i -> i + "," + i % 3 + "\n")
            .collect(Collectors.joining());
    Files.writeString(
        file, "x,label\n" + rows.repeat(1000).replaceFirst("\n999,0\n$", "\noops,0\n"));
    Tables.refused(
        file,
        TableOptions.DEFAULT,
        "row 1000000 (line 1000001), column 'x': found 'oops', expected a number (--missing VALUE"
            + " or --categorical COLUMN)");

    Table table = Table.read(file, TableOptions.DEFAULT.withMissing(Set.of("oops")));

    assertThat(table.rows()).isEqualTo(1_000_000);
    assertThat(Tables.row(table, 999_999)).containsExactly(Float.NaN);
    assertThat(Tables.row(table, 999_998)).containsExactly(998);
  }

  @Test
  void mixesOfNumbersAndTextAreCategories() throws IOException {
    Table table = Table.read(file("x,label\n1,a\nu,b\n"), TableOptions.DEFAULT);

    assertThat(table.columns().getFirst().categories()).containsExactly("1", "u");
  }

  @Test
  void leavesOutNamesAndFreeText() throws IOException {
    StringBuilder text = new StringBuilder("name,kind,x,label\n");
    for (int row = 0; row < 200; row++) {
      text.append("name%d,kind%d,%d,%d\n".formatted(row, row % 60, row, row % 2));
    }
    Path file = file(text.toString());

    Table table = Table.read(file, TableOptions.DEFAULT);

    assertThat(Tables.names(table)).containsExactly("kind", "x");
    assertThat(table.notes()).contains("left out: name (text, 200 different values)");
    assertThat(table.notes())
        .contains(
            "features: 1 number, 1 category (kind: kind0 kind1 kind10 kind11 kind12 kind13 kind14"
                + " kind15 kind16 kind17 and 50 more)");
    Table named = Table.read(file, TableOptions.DEFAULT.withFeatures(List.of("x", "name")));
    assertThat(Tables.names(named)).containsExactly("x", "name");
    assertThat(named.columns().get(1).categories()).hasSize(200);
    assertThat(Tables.row(named, 3)[0]).isEqualTo(3);
    assertThat(named.columns().get(1).categories().get((int) Tables.row(named, 3)[1]))
        .isEqualTo("name3");
  }

  @Test
  void boundsTheValuesOfACategory() throws IOException {
    StringBuilder text = new StringBuilder("name,x,label\n");
    for (int row = 0; row < 30_000; row++) {
      text.append("n%d,%d,%d\n".formatted(row % 10_001, row, row % 2));
    }
    Path file = file(text.toString());

    assertThat(Table.read(file, TableOptions.DEFAULT).notes())
        .contains("left out: name (text, more than 1,000 different values)");
    Tables.refused(
        file,
        TableOptions.DEFAULT.withFeatures(List.of("name")),
        "column 'name' has more than 10,000 different texts");
  }

  @Test
  void leavesOutColumnsWithoutValues() throws IOException {
    Table table = Table.read(file("x,none,label\n1,,a\n2,,b\n"), TableOptions.DEFAULT);

    assertThat(Tables.names(table)).containsExactly("x");
    assertThat(table.notes()).contains("left out: none (no values)");
  }
}
