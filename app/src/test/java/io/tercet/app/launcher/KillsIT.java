package io.tercet.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program is killed and resumed; {@code bench/kills} does it more often. */
class KillsIT {
  private static final int KILLS = 10;

  @TempDir Path folder = Path.of("");

  @Test
  void killedRunsAreResumedToTheSameModel() throws Exception {
    Path jar = Path.of("target", "tercet.jar").toAbsolutePath();
    assumeTrue(Files.exists(jar), "no tercet.jar is packaged: nothing to kill");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules",
            "jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-jar",
            jar.toString());
    assertThat(new Kills(command, folder, 1).run(KILLS)).startsWith(KILLS + " kills");
  }
}
