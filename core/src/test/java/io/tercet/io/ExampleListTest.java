package io.tercet.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.data.DataException;
import io.tercet.data.ExampleIds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of examples by number and by id. */
class ExampleListTest {
  private static final ExampleIds IDS =
      ExampleIds.of(List.of("cats/1.png", "dogs/1, small.png", "dogs/\u00e9.png", "a \"b\"/2.png"));

  @TempDir private Path folder = Path.of("");

  private int[] pairs(String text) throws IOException {
    Path list = folder.resolve("pairs.csv");
    Files.writeString(list, text, StandardCharsets.UTF_8);
    return ExampleList.readPairs(list, IDS);
  }

  @Test
  void aFieldIsANumberOrAnId() throws IOException {
    assertThat(pairs("first,second\ncats/1.png,3\n\n2, cats/1.png\n")).containsExactly(0, 3, 2, 0);
  }

  @Test
  void readsWhatSpreadsheetsWrite() throws IOException {
    String text =
        "\uFEFF\"First\",\"Second\"\r\n\"dogs/1, small.png\",\"a \"\"b\"\"/2.png\"\r\n0,\"1\"\r\n";
    assertThat(pairs(text)).containsExactly(1, 3, 0, 1);
    assertThat(pairs("\uFEFF0,1\n")).containsExactly(0, 1);
  }

  @Test
  void formsOfUnicodeAreTheSame() throws IOException {
    assertThat(pairs("dogs/e\u0301.png,dogs/\u00e9.png")).containsExactly(2, 2);
  }

  @Test
  void saysWhatIsNoExample() {
    assertThatThrownBy(() -> pairs("0,1\ncats/9.png,1\n"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("line 2 has 'cats/9.png'")
        .hasMessageEndingWith("the number of an example, 0 to 3, or its id, such as 'cats/1.png'");
    assertThatThrownBy(() -> pairs("0,4\n")).hasMessageContaining("line 1 has '4'");
    assertThatThrownBy(() -> pairs("0,-1\n")).hasMessageContaining("line 1 has '-1'");
    assertThatThrownBy(() -> pairs("0,99999999999\n")).hasMessageContaining("'99999999999'");
    assertThatThrownBy(() -> pairs("0,\n")).hasMessageContaining("line 1 has ''");
    assertThatThrownBy(() -> pairs("0:1\n")).hasMessageContaining("line 1 has 1 fields");
  }

  @Test
  void numbersAloneHaveNoIds() throws IOException {
    Path list = Files.writeString(folder.resolve("n.csv"), "0,x\n");
    assertThatThrownBy(() -> ExampleList.readPairs(list, 2))
        .hasMessageEndingWith("has 'x', expected the number of an example, 0 to 1");
  }

  @Test
  void aLineIsReadAsItWasWritten() {
    List<String> fields = List.of("a", "b,c", "\"d\" e", " f ", "");
    assertThat(CsvLine.fields(CsvLine.of(fields))).isEqualTo(fields);
  }
}
