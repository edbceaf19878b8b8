package io.tercet.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableCacheTest {
  private static final int ROWS = 60_000;

  /** Less than the table takes. */
  private static final long LIMIT = 1 << 19;

  @TempDir private Path folder;

  private Path file = Path.of("");
  private Path cache = Path.of("");
  private TableOptions options = TableOptions.DEFAULT;

  @BeforeEach
  void write() throws IOException {
    cache = folder.resolve("cache");
    options = TableOptions.DEFAULT.withCache(cache).withGroup("g");
    file = folder.resolve("t.csv");
    StringBuilder text = new StringBuilder("id,name,x0,x1,x2,x3,x4,x5,x6,color,g,species\n");
    for (int row = 0; row < ROWS; row++) {
      text.append("r%d,name%d,".formatted(row, row));
      for (int i = 0; i < 7; i++) {
        text.append(row % 10 == i ? "" : String.valueOf(row + i / 4f)).append(',');
      }
      text.append(row % 3 == 0 ? "red" : "blue").append(',').append(row % 9).append(',');
      text.append((char) ('z' - row % 4)).append('\n');
    }
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L));
  }

  private List<String> kept() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.map(each -> each.getFileName().toString()).toList();
    }
  }

  private static void isSame(Table found, Table expected) {
    assertThat(found.name()).isEqualTo(expected.name());
    assertThat(found.columns()).isEqualTo(expected.columns());
    assertThat(found.notes()).isEqualTo(expected.notes());
    assertThat(found.rows()).isEqualTo(expected.rows());
    isSame(found.label(), expected.label());
    isSame(found.id(), expected.id());
    isSame(found.group(), expected.group());
    for (int row = 0; row < expected.rows(); row++) {
      assertThat(Tables.row(found, row)).isEqualTo(Tables.row(expected, row));
    }
  }

  private static void isSame(@Nullable TextColumn found, @Nullable TextColumn expected) {
    if (found == null || expected == null) {
      throw new AssertionError("a column is not there");
    }
    assertThat(found.name()).isEqualTo(expected.name());
    assertThat(found.values()).isEqualTo(expected.values());
    assertThat(Tables.texts(found, ROWS)).isEqualTo(Tables.texts(expected, ROWS));
  }

  @Test
  void keepsLargeTablesInAFile() throws IOException {
    Table inMemory = Table.read(file, options);
    assertThat(inMemory.values()).isInstanceOf(RowValues.InMemory.class);
    assertThat(cache).doesNotExist();

    Table decoded = TableReader.read(file, options, LIMIT);

    assertThat(decoded.values()).isInstanceOf(RowValues.Mapped.class);
    assertThat(kept()).hasSize(1).first().asString().matches("[0-9a-f]{64}\\.table");
    isSame(decoded, inMemory);
    Path written = cache.resolve(kept().getFirst());
    FileTime time = Files.getLastModifiedTime(written);
    Table mapped = Table.read(file, options);
    assertThat(mapped.values()).isInstanceOf(RowValues.Mapped.class);
    isSame(mapped, inMemory);
    assertThat(Files.getLastModifiedTime(written)).isEqualTo(time);
  }

  @Test
  void decodesAgainIfFileOrOptionsChanged() throws IOException {
    TableReader.read(file, options, LIMIT);

    TableReader.read(
        file, options.withFeatures(List.of("x1", "x0", "x3", "x4", "x5", "x6")), LIMIT);
    assertThat(kept()).hasSize(2);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_001_000L));
    TableReader.read(file, options, LIMIT);
    assertThat(kept()).hasSize(3);
  }

  @Test
  void ordersFeaturesInAFile() throws IOException {
    TableOptions ordered = options.withFeatures(List.of("color", "x6", "x5", "x4", "x3", "x2"));

    isSame(TableReader.read(file, ordered, LIMIT), Table.read(file, ordered.withCache(null)));
  }

  @Test
  void decodesAgainIfTheCacheIsDamaged() throws IOException {
    Table whole = TableReader.read(file, options, LIMIT);
    Path written = cache.resolve(kept().getFirst());
    byte[] bytes = Files.readAllBytes(written);
    int numbers = whole.rows() * whole.width() * Float.BYTES;
    for (int at :
        new int[] {numbers, numbers + 9, bytes.length - 30, bytes.length - 20, bytes.length - 1}) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 0x40;
      Files.delete(written);
      Files.write(written, damaged);
      assertThat(Table.read(file, options).values()).isInstanceOf(RowValues.InMemory.class);
    }
    Files.delete(written);
    Files.write(written, Arrays.copyOf(bytes, bytes.length / 2));
    isSame(TableReader.read(file, options, LIMIT), whole);
  }

  @Test
  void keepsNothingOfAFileWrittenAMomentAgo() throws IOException {
    Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis()));

    isSame(TableReader.read(file, options, LIMIT), Table.read(file, options));
    assertThat(kept()).isEmpty();
  }

  @Test
  void worksWithoutACache() throws IOException {
    TableOptions without = options.withCache(null);

    isSame(TableReader.read(file, without, LIMIT), Table.read(file, without));
  }

  @Test
  void leavesNothingOfAFailure() throws IOException {
    Files.writeString(file, Files.readString(file) + "too,few\n");

    assertThatThrownBy(() -> TableReader.read(file, options, LIMIT))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("row 60001 (line 60002): found 2 fields, expected 12");
    assertThat(kept()).isEmpty();
  }

  @Test
  void namesAFolderThatCannotBeWritten() throws IOException {
    Path blocked = Files.writeString(folder.resolve("blocked"), "");

    assertThatThrownBy(() -> TableReader.read(file, options.withCache(blocked), LIMIT))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(blocked.toString())
        .message()
        .doesNotContain("\n");
    assertThat(blocked).isEmptyFile();
  }
}
