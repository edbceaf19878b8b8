package io.tercet.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hardwood.InputFile;
import io.tercet.data.DataException;
import io.tercet.table.TableColumn.Kind;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files are written by fixtures.py beside them. */
class ParquetTableTest {
  @TempDir private Path folder;

  private static Path file(String name) throws Exception {
    return Tables.resource("parquet/" + name + ".parquet");
  }

  private static void isSmall(Table table) {
    assertThat(table.columns())
        .containsExactly(
            new TableColumn("length", Kind.NUMBER, 1, List.of(), 6),
            new TableColumn("count", Kind.NUMBER, 1, List.of(), 0),
            new TableColumn("color", Kind.CATEGORY, 1, List.of("blu\u00e9", "green", "red"), 5),
            new TableColumn("embedding", Kind.VECTOR, 4, List.of(), 0));
    assertThat(table.rows()).isEqualTo(300);
    for (int row = 0; row < 300; row++) {
      float length = row % 50 == 7 ? Float.NaN : row / 8f;
      float color = row % 60 == 0 ? Float.NaN : 2 - row % 3;
      assertThat(Tables.row(table, row))
          .containsExactly(length, row * 1000, color, row, row + 0.25f, -row, 0.5f);
      assertThat(Tables.label(table).code(row)).isEqualTo(row / 100);
      assertThat(Objects.requireNonNull(table.id()).text(row)).isEqualTo("r%03d".formatted(row));
    }
    assertThat(Tables.label(table).values()).containsExactly("setosa", "versicolor", "virginica");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "snappy", "zstd", "gzip", "plain", "checked"})
  void readsAllCodecs(String codec) throws Exception {
    isSmall(Table.read(file("small-" + codec), TableOptions.DEFAULT));
  }

  @Test
  void readsAllTypes() throws Exception {
    Table table = Table.read(file("types"), TableOptions.DEFAULT);

    assertThat(Tables.names(table))
        .containsExactly(
            "bool", "int8", "uint32", "int64", "uint64", "half", "float", "double", "decimal",
            "wide", "date", "millis", "micros", "nanos", "time", "text");
    assertThat(Tables.row(table, 0))
        .containsExactly(
            1,
            1,
            1,
            1,
            1,
            1,
            0.1f,
            0.1f,
            12.34f,
            1.2345679e19f,
            19860,
            19860.5f,
            19860.5f,
            19860.5f,
            0.25f,
            0);
    assertThat(Tables.row(table, 1))
        .containsExactly(
            0, -2, 4e9f, 0x1p53f, 0x1p64f, 0.5f, Float.NaN, 1e-3f, -0.01f, -1.5f, 0, -1, -1, -1,
            0.5f, 1);
    assertThat(Tables.row(table, 2)).containsOnly(Float.NaN);
    assertThat(table.columns().getLast().categories()).containsExactly("1", "2");
    assertThat(Tables.texts(Tables.label(table), 3)).containsExactly("2", "10", "-");
    assertThat(table.columns())
        .extracting(TableColumn::missing)
        .containsExactly(1L, 1L, 1L, 1L, 1L, 1L, 2L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"int8", "uint64", "double", "decimal", "date", "bool", "text", "wide"})
  void readsLabelsOfAllTypes(String label) throws Exception {
    TextColumn found =
        Tables.label(Table.read(file("types"), TableOptions.DEFAULT.withLabel(label)));

    assertThat(Tables.texts(found, 3))
        .isEqualTo(
            switch (label) {
              case "int8" -> List.of("1", "-2", "-");
              case "uint64" -> List.of("1", "18446744073709551615", "-");
              case "double" -> List.of("0.1", "0.001", "-");
              case "decimal" -> List.of("12.34", "-0.01", "-");
              case "wide" -> List.of("12345678901234567890.5", "-1.5", "-");
              case "date" -> List.of("2024-05-17", "1970-01-01", "-");
              case "bool" -> List.of("true", "false", "-");
              default -> List.of("1", "2", "-");
            });
  }

  @Test
  void readsOldTimestamps() throws Exception {
    Table table = Table.read(file("int96"), TableOptions.DEFAULT);

    assertThat(Tables.row(table, 0)).containsExactly(19860.5f);
    assertThat(Tables.row(table, 1)).containsExactly(Float.NaN);
  }

  @Test
  void readsColumnsWithDotsInTheirNames() throws Exception {
    Table table = Table.read(file("dotted"), TableOptions.DEFAULT);

    assertThat(Tables.names(table)).containsExactly("a.b", "c");
    assertThat(Tables.row(table, 1)).containsExactly(2, 4);
  }

  @Test
  void readsListsWithHoles() throws Exception {
    Table table = Table.read(file("holes"), TableOptions.DEFAULT);

    assertThat(table.columns()).containsExactly(new TableColumn("v", Kind.VECTOR, 2, List.of(), 1));
    assertThat(Tables.row(table, 0)).containsExactly(Float.NaN, Float.NaN);
    assertThat(Tables.row(table, 1)).containsExactly(3, Float.NaN);
    assertThat(Tables.row(table, 2)).containsExactly(5, 6);
  }

  @Test
  void refusesListsOfAnotherLength() throws Exception {
    Tables.refused(
        file("uneven"),
        TableOptions.DEFAULT,
        "row 3, column 'v': found a list of 1 numbers, expected 2");
  }

  @Test
  void refusesInfinitiesAndFilesWithoutRows() throws Exception {
    Tables.refused(
        file("infinite"), TableOptions.DEFAULT, "row 2, column 'x': found 'Infinity', expected a");
    Tables.refused(file("empty"), TableOptions.DEFAULT, "no rows");
  }

  @Test
  void refusesNestedColumnsUnlessDropped() throws Exception {
    TableOptions options = TableOptions.DEFAULT;

    Tables.refused(file("nested"), options, "column 'person' has nested values");
    options = options.withDrop(Set.of("person"));
    Tables.refused(file("nested"), options, "column 'tags' has nested values");
    options = options.withDrop(Set.of("person", "tags"));
    Tables.refused(file("nested"), options, "column 'map' has nested values");
    options = options.withDrop(Set.of("person", "tags", "map"));
    assertThat(Tables.names(Table.read(file("nested"), options))).containsExactly("x");
    assertThat(
            Tables.names(
                Table.read(file("nested"), TableOptions.DEFAULT.withFeatures(List.of("x")))))
        .containsExactly("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "snappy", "zstd"})
  void refusesFilesThatAreCutShort(String codec) throws Exception {
    byte[] whole = Files.readAllBytes(file("small-" + codec));
    Path cut = folder.resolve("cut.parquet");
    for (int length = 0; length < whole.length; length += 1 + length / 20) {
      Files.write(cut, Arrays.copyOf(whole, length));
      Tables.refused(cut, TableOptions.DEFAULT, "damaged or cut short, expected a whole Parquet");
    }
    Files.write(cut, Arrays.copyOf(whole, whole.length - 1));
    Tables.refused(cut, TableOptions.DEFAULT, "damaged or cut short, expected a whole Parquet");
  }

  /** Pages have checksums there: they are right or refused. */
  @Test
  void readsDamagedPagesRightOrNotAtAll() throws Exception {
    byte[] whole = Files.readAllBytes(file("small-checked"));
    Path damaged = folder.resolve("damaged.parquet");
    int footer =
        whole.length
            - 8
            - ((whole[whole.length - 8] & 0xff) | ((whole[whole.length - 7] & 0xff) << 8));
    int refused = 0;
    for (int at = 4; at < footer; at += 41) {
      byte[] bytes = whole.clone();
      bytes[at] ^= (byte) (1 << at % 8);
      Files.write(damaged, bytes);
      if (!isReadOrRefused(damaged)) {
        refused++;
      } else {
        isSmall(Table.read(damaged, TableOptions.DEFAULT));
      }
    }
    assertThat(refused).isGreaterThan(footer / 41 / 2);
  }

  /** Without checksums wrong values look like right ones. */
  @ParameterizedTest
  @ValueSource(strings = {"none", "snappy", "zstd", "gzip", "plain"})
  void damagedFilesEndInOneLineOrATable(String codec) throws Exception {
    byte[] whole = Files.readAllBytes(file("small-" + codec));
    Path damaged = folder.resolve("damaged.parquet");
    int refused = 0;
    for (int at = 4; at < whole.length; at += 101) {
      byte[] bytes = whole.clone();
      bytes[at] ^= (byte) (1 << at % 8);
      Files.write(damaged, bytes);
      refused += isReadOrRefused(damaged) ? 0 : 1;
    }
    assertThat(refused).isPositive();
  }

  private static boolean isReadOrRefused(Path file) {
    return Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          try {
            return Table.read(file, TableOptions.DEFAULT).rows() > 0;
          } catch (DataException e) {
            assertThat(e).hasMessageStartingWith(file.toString()).message().doesNotContain("\n");
            return false;
          }
        });
  }

  /** In a JVM of its own: libraries say what they have to say once. */
  @Test
  void printsNothing() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                Reading.class.getName(),
                file("small-gzip").toString())
            .redirectErrorStream(true)
            .start();

    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).isEmpty();
    assertThat(process.waitFor()).isZero();
  }

  private static String classPath() throws URISyntaxException {
    List<String> places = new ArrayList<>();
    for (Class<?> each :
        List.of(Table.class, Reading.class, DataException.class, InputFile.class)) {
      places.add(
          Path.of(each.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
    }
    return String.join(File.pathSeparator, places);
  }

  /** A program that reads a file. */
  static final class Reading {
    private Reading() {}

    public static void main(String[] args) throws IOException {
      if (Table.read(Path.of(args[0]), TableOptions.DEFAULT).rows() != 300) {
        System.exit(1);
      }
    }
  }
}
