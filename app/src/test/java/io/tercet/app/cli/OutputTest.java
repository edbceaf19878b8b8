package io.tercet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.app.cli.console.StandardStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes to the terminal, and what happens where nothing can. */
class OutputTest extends CommandLineTester {

  static Stream<List<String>> printing() {
    return Stream.of(
        List.of("summary"),
        List.of("--version"),
        List.of("help"),
        List.of("help", "train"),
        List.of("train", "--help"),
        List.of("generate-completion"));
  }

  @ParameterizedTest
  @MethodSource("printing")
  void fullDiskIsSaidAndFails(List<String> args) {
    assertThat(runInto(failing("No space left on device"), args)).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo("tercet: standard output: No space left on device" + System.lineSeparator());
  }

  @Test
  void figuresToAFullDiskFail() throws IOException {
    assertThat(train("run", "--no-pictures", "--no-evaluation")).isZero();
    String model = folder.resolve("run/model.safetensors").toString();
    for (List<String> args :
        List.of(
            List.of("evaluate", model, data(), "--json"),
            List.of("embed", model, data(), "--index", "0"))) {
      err.getBuffer().setLength(0);
      assertThat(runInto(failing("No space left on device"), args)).isEqualTo(1);
      assertThat(err.toString()).contains("tercet: standard output: No space left on device");
    }
  }

  @Test
  void inputsAreNotOverwritten() throws IOException {
    assertThat(train("run", "--no-pictures", "--no-evaluation")).isZero();
    Path model = folder.resolve("run/model.safetensors");
    Path link = Files.createSymbolicLink(folder.resolve("link.npy"), model);
    byte[] before = Files.readAllBytes(model);
    for (Path out : List.of(model, link)) {
      assertRefused(
          2,
          "--out: " + out + " is there and is read as well, expected another file",
          "embed",
          model.toString(),
          data(),
          "--out",
          out.toString());
    }
    Path labels = folder.resolve("data/t10k-labels-idx1-ubyte");
    assertRefused(
        2, "is there and is read as well", "triplets", data(), "--out", labels.toString());
    assertThat(model).hasBinaryContent(before);
  }

  @Test
  void readerThatHasSeenEnoughIsNoMistake() {
    assertThat(runInto(failing("Broken pipe"), List.of("summary"))).isEqualTo(141);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void namesCannotCommandTheTerminal() throws IOException {
    Path odd = folder.resolve("a\u001b[31mred\u0007\u009b2J\u202egnp");
    Files.createDirectories(odd.getParent());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThat(
            runInto(
                bytes,
                List.of(
                    "train",
                    data(),
                    "--epochs",
                    "1",
                    "--no-pictures",
                    "--no-evaluation",
                    "--out",
                    odd.toString())))
        .isZero();
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("a\\u001b[31mred\\u0007\\u009b2J\\u202egnp")
        .doesNotContain("\u001b", "\u0007", "\u009b", "\u202e");
    assertThat(runInto(bytes, List.of("evaluate", odd + "/none"))).isEqualTo(1);
    assertThat(err.toString()).contains("a\\u001b[31mred").doesNotContain("\u001b");
  }

  @Test
  void ordinaryTextIsLeftAlone() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintWriter writer = new StandardStream(bytes).writer(StandardCharsets.UTF_8);
    writer.print("\tgrüße, 数字 \ud83d\ude00\n");
    writer.write('x');
    writer.write('\u001b');
    writer.flush();
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo("\tgrüße, 数字 \ud83d\ude00\nx\\u001b");
  }

  private int runInto(OutputStream stream, List<String> args) {
    return runInto(stream, args.toArray(String[]::new));
  }

  private static OutputStream failing(String reason) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(reason);
      }
    };
  }
}
