package io.tercet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Some seeded inputs of each format; {@code bench/fuzz} reads many more. */
class FuzzTest {
  private static final int INPUTS = 150;

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @EnumSource(FuzzFormat.class)
  void wellFormedInputsAreRead(FuzzFormat format) throws IOException {
    format.prepare(folder);
    Path path = folder.resolve(format.file());
    assertThat(format.seeds()).isNotEmpty();
    for (byte[] seed : format.seeds()) {
      Files.write(path, seed);
      format.read(path);
    }
  }

  @ParameterizedTest
  @EnumSource(FuzzFormat.class)
  void changedInputsAreReadOrRefusedInOneLine(FuzzFormat format) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);
    int found = Fuzz.run(format, INPUTS, 1, folder.resolve("findings"), out);
    assertThat(found).as(output.toString(StandardCharsets.UTF_8)).isZero();
  }
}
