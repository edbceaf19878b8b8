package io.tercet.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tercet.data.DataException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListTextTest {
  @TempDir private Path folder = Path.of("");

  private Path list(String text, Charset charset) throws IOException {
    return Files.write(folder.resolve("list.csv"), text.getBytes(charset));
  }

  @Test
  void theMarkOfASpreadsheetIsNoPartOfTheText() throws IOException {
    assertThat(ExampleList.readPairs(TestFiles.of("lists/bom.csv"), 60))
        .containsExactly(0, 1, 2, 3, 0, 10, 5, 20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0,1\n2,3\n",
        "\ufefffirst,second\r\n0,1\r\n2,3\r\n",
        "\ufeff0,1\n2,3",
        "first;second\n0;1\n2;3\n",
        "First\tSecond\n0\t1\n\n2\t3\n",
        "\"first\",\"second\"\n\"0\",\"1\"\n \"2\" ,\"3\"\n",
        "0 , 1\r2 , 3\r",
        "\n\n0,1\n   \n2,3\n\n"
      })
  void listsOfSpreadsheetsAndProgramsAreRead(String text) throws IOException {
    assertThat(ExampleList.readPairs(list(text, StandardCharsets.UTF_8), 4))
        .containsExactly(0, 1, 2, 3);
    if (text.startsWith("\ufeff")) {
      for (Charset charset : new Charset[] {StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE}) {
        assertThat(ExampleList.readPairs(list(text, charset), 4)).containsExactly(0, 1, 2, 3);
      }
    }
  }

  @Test
  void refusesWhatIsNoList() throws IOException {
    assertRefused("", "no lines of first,second found");
    assertRefused("first,second\n", "no lines of first,second found");
    assertRefused("0,1\n2\n", "line 2 has 1 fields, expected first,second");
    assertRefused("0,1,\n", "line 1 has 3 fields");
    assertRefused("0,4\n", "line 1 has '4', expected the number of an example, 0 to 3");
    assertRefused("0,-1\n", "line 1 has '-1'");
    assertRefused("0,1.0\n", "line 1 has '1.0'");
    assertRefused("0,99999999999999999999\n", "line 1 has '99999999999999999999'");
    assertRefused("0,\u0661\n", "line 1 has '\u0661'");
    assertRefused("0,x\n", "line 1 has 'x'");
    assertRefused("a,b\nc,d\n", "line 1 has 'a'");
    assertRefused("0,\u001b[31m\n", "line 1 has '[31m'");
    assertRefused("7".repeat(20_000), "line 1 has more than 10000 characters");
    Files.write(folder.resolve("list.csv"), new byte[] {'0', ',', '1', '\n', (byte) 0xff, 'x'});
    assertFileRefused("not UTF-8 text of first,second");
  }

  private void assertRefused(String text, String message) throws IOException {
    list(text, StandardCharsets.UTF_8);
    assertFileRefused(message);
  }

  private void assertFileRefused(String message) {
    Path path = folder.resolve("list.csv");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> ExampleList.readPairs(path, 4))
        .withMessageStartingWith(path + ": ")
        .withMessageContaining(message);
  }
}
