package io.tercet.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher, started as people start it: from anywhere, with whatever environment there is. */
class LauncherIT {
  private static final String SMALL_TRAINING =
      "train glyphs --recipe mlp --epochs 1 --no-pictures --no-evaluation --out ";

  /** Name "größe" as a shell prints it: this JVM's locale may have no such letters. */
  private static final String NOT_ASCII = "$(printf 'gr\\303\\266\\303\\237e')";

  @TempDir Path folder = Path.of("");
  private Installation tercet = Installation.none();

  @BeforeEach
  void install() throws IOException {
    tercet = Installation.in(folder);
  }

  @AfterEach
  void remove() throws IOException {
    tercet.remove();
  }

  @Test
  void linkInAnotherFolderLeadsToIt() throws Exception {
    tercet.skipPreparation();
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("first"), tercet.launcher());
    Files.createSymbolicLink(bin.resolve("tercet"), Path.of("first"));
    Ended byName = tercet.run("PATH=$PWD/bin:$PATH; tercet --version", Map.of());
    assertThat(byName.code()).as(byName.toString()).isZero();
    assertThat(byName.out()).startsWith("Tercet ");
    Ended fromElsewhere = tercet.run("cd / && '" + bin.resolve("tercet") + "' --version", Map.of());
    assertThat(fromElsewhere).isEqualTo(byName);
  }

  /** Nothing at all is set but where programs and the JDK are. */
  @Test
  void noHomeIsNeeded() throws Exception {
    tercet.skipPreparation();
    Ended ended = tercet.run("unset HOME; set -e; ./tercet " + SMALL_TRAINING + "run", Map.of());
    assertThat(ended.code()).as(ended.toString()).isZero();
    assertThat(ended.complaints()).isEmpty();
    assertThat(folder.resolve("run/model.safetensors")).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"LANG", "LC_ALL"})
  void pathsThatAreNotAscii(String variable) throws Exception {
    tercet.skipPreparation();
    Ended ended =
        tercet.run(
            "./tercet "
                + SMALL_TRAINING
                + NOT_ASCII
                + " && ls "
                + NOT_ASCII
                + "/model.safetensors && rm -r "
                + NOT_ASCII,
            Map.of(variable, "C"));
    assertThat(ended.code()).as(ended.toString()).isZero();
    assertThat(ended.out()).contains("Model: ", "/model.safetensors\n");
  }

  @Test
  void damagedCacheIsMadeAnew() throws Exception {
    Ended first = tercet.run("./tercet --version", Map.of());
    assertThat(first.code()).as(first.toString()).isZero();
    assertThat(first.complaints()).containsExactly(Installation.PREPARING);
    byte[] whole = Files.readAllBytes(tercet.cache());
    assertThat(whole).isNotEmpty();
    assertThat(tercet.run("./tercet --version", Map.of()).complaints()).isEmpty();

    byte[] damaged = whole.clone();
    for (int i = 0; i < 200; i++) {
      damaged[(int) ((long) i * damaged.length / 200)] ^= 1;
    }
    Files.write(tercet.cache(), damaged);
    // Damage as a disk or a copy makes it is seen by the file's time, then by its checksum.
    Files.setLastModifiedTime(
        tercet.cache(), FileTime.fromMillis(System.currentTimeMillis() + 1500));

    Ended repaired = tercet.run("./tercet --version", Map.of());
    assertThat(repaired.code()).as(repaired.toString()).isZero();
    assertThat(repaired.out()).isEqualTo(first.out());
    assertThat(repaired.complaints()).containsExactly(Installation.PREPARING);
    assertThat(Files.readAllBytes(tercet.cache())).isNotEqualTo(damaged);
    assertThat(tercet.run("./tercet --version", Map.of()).complaints()).isEmpty();
  }

  @Test
  void tooFewFilesAreSaidInALine() throws Exception {
    tercet.skipPreparation();
    Ended ended = tercet.run("ulimit -n 32; exec ./tercet --version", Map.of());
    assertThat(ended.code()).as(ended.toString()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.complaints())
        .singleElement()
        .asString()
        .startsWith("tercet: 32 files may be open at once")
        .contains("ulimit -n 1024");
  }

  /** Either it does with that, or says in a line that it cannot. */
  @ParameterizedTest
  @ValueSource(strings = {"128m", "64m", "20m"})
  void littleMemoryIsEnoughOrSaidInALine(String heap) throws Exception {
    tercet.skipPreparation();
    Ended ended =
        tercet.run("./tercet " + SMALL_TRAINING + "run", Map.of("JDK_JAVA_OPTIONS", "-Xmx" + heap));
    String said = ended.toString();
    assertThat(ended.code()).as(said).isIn(0, 1);
    assertThat(ended.complaints())
        .as(said)
        .hasSize(ended.code())
        .allMatch(line -> line.startsWith("tercet: out of memory"));
    assertThat(Files.exists(folder.resolve("run/model.safetensors"))).isEqualTo(ended.code() == 0);
  }
}
