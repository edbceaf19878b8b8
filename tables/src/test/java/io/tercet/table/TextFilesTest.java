package io.tercet.table;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How text files are found, decompressed and decoded. */
class TextFilesTest {
  private static final String TEXT = "a,label\n1,x\n2,y\n";

  @TempDir private Path folder;

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"t.csv", "t.TXT", "t.csv.gz", "plain.csv.gz"})
  void readsTextAndGzip(String name) throws IOException {
    byte[] content = TEXT.getBytes(UTF_8);
    boolean isPlain = !name.endsWith(".gz") || name.startsWith("plain");
    Path file = Files.write(folder.resolve(name), isPlain ? content : gzip(content));

    assertThat(Table.read(file, TableOptions.DEFAULT).rows()).isEqualTo(2);
  }

  @Test
  void takesTabsInATsvFile() throws IOException {
    Path file = Files.writeString(folder.resolve("t.tsv"), "a,b\tlabel\n1,5\tx\n1,6\ty\n");

    assertThat(Tables.names(Table.read(file, TableOptions.DEFAULT))).containsExactly("a,b");
  }

  @Test
  void takesTheDelimiterThatIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), "a:label\n1:x,\n2:y,\n");

    Table table = Table.read(file, TableOptions.DEFAULT.withDelimiter(':'));

    assertThat(Tables.label(table).values()).containsExactly("x,", "y,");
  }

  @Test
  void refusesTextThatIsNotUtf8() throws IOException {
    byte[] rows = ("a,label\n" + "1,x\n".repeat(40_000) + "1,caf\u00e9\n").getBytes(ISO_8859_1);

    Tables.refused(
        Files.write(folder.resolve("t.csv"), rows),
        TableOptions.DEFAULT,
        "line 40002: byte 160,013 of the file is not UTF-8, expected UTF-8");
    Tables.refused(
        Files.write(folder.resolve("u.csv"), TEXT.getBytes(UTF_16)),
        TableOptions.DEFAULT,
        "found UTF-16, expected UTF-8");
    Tables.refused(
        Files.write(folder.resolve("v.csv"), new byte[] {'a', '\n', (byte) 0xe2, (byte) 0x82}),
        TableOptions.DEFAULT,
        "line 2: byte 2 of the file is not UTF-8");
  }

  @Test
  void refusesGzipFilesThatAreCutShort() throws IOException {
    byte[] whole = gzip(TEXT.repeat(100).getBytes(UTF_8));
    for (int length = 2; length < whole.length; length++) {
      Path file = Files.write(folder.resolve("t.csv.gz"), Arrays.copyOf(whole, length));

      Tables.refused(file, TableOptions.DEFAULT, "damaged or cut short, expected a whole gzip");
    }
  }

  @Test
  void refusesWhatIsNoFileOfATable() throws IOException {
    Tables.refused(folder.resolve("none.csv"), TableOptions.DEFAULT, "no such file");
    Tables.refused(folder, TableOptions.DEFAULT, "is a folder, expected a file");
    Tables.refused(
        Files.writeString(folder.resolve("t.xlsx"), "PK"),
        TableOptions.DEFAULT,
        "found extension 'xlsx', expected .csv, .tsv, .txt, .parquet, .jsonl, .ndjson or .npy");
  }

  @Test
  void readsTheJdksLineEndsAndQuotes() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("t.csv"),
            "a,label\r\n\"1\",\"say \"\"hi\"\"\"\r\n\r\n2,\"two\r\nlines\"\r\n3,5\" pipe\r\n4,x");

    Table table = Table.read(file, TableOptions.DEFAULT.withLabel("label"));

    assertThat(Tables.texts(Tables.label(table), 4))
        .containsExactly("say \"hi\"", "two\r\nlines", "5\" pipe", "x");
  }

  @Test
  void readsFieldsThatCrossTheReadersBlocks() throws IOException {
    StringBuilder text = new StringBuilder("a,label\n");
    for (int row = 0; row < 4_000; row++) {
      text.append(row).append(",\u00e9\u732b\ud83d\udc15").append(row % 7).append('\n');
    }
    Path file = Files.writeString(folder.resolve("t.csv"), text);

    Table table = Table.read(file, TableOptions.DEFAULT);

    for (int row = 0; row < 4_000; row++) {
      assertThat(Tables.label(table).text(row)).isEqualTo("\u00e9\u732b\ud83d\udc15" + row % 7);
      assertThat(Tables.row(table, row)).containsExactly(row);
    }
  }
}
