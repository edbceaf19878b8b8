package io.tercet.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tercet.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  private static final String LEFT = ".steps.jsonl.0f8fad5b-d9cb-469f-a165-70867728950e.part";

  @TempDir private Path folder = Path.of("");

  @Test
  void oneRunAtATime() throws IOException {
    Path path = folder.resolve("run");
    try (RunFolder first = RunFolder.claim(path, "mlp")) {
      assertThat(first.path()).isEqualTo(path);
      for (int i = 0; i < 2; i++) { // that one was refused gives nothing back
        assertThatExceptionOfType(DataException.class)
            .isThrownBy(() -> RunFolder.claim(path, "mlp"))
            .withMessage(path + ": another process is writing a run there");
      }
    }
    RunFolder.claim(path, "mlp").close();
  }

  @Test
  void folderOfARunThatDidNotBeginGoesAgain() throws IOException {
    RunFolder.claim(folder.resolve("a/b"), "mlp").close();
    assertThat(folder).isEmptyDirectory();
    Path own = Files.createDirectory(folder.resolve("own"));
    RunFolder.claim(own, "mlp").close();
    assertThat(own).isEmptyDirectory();
    try (RunFolder run = RunFolder.claim(folder.resolve("run"), "mlp")) {
      RunFolder.writeJson(run.state(), "running");
    }
    assertThat(folder.resolve("run")).isDirectoryContaining(path -> path.endsWith("state.json"));
  }

  @Test
  void folderWithFilesStaysAsItIs() throws IOException {
    Path precious = Files.writeString(folder.resolve("precious"), "mine");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> RunFolder.claim(folder, "mlp"))
        .withMessage(folder + ": has files in it, expected a new or empty folder");
    assertThat(folder.toFile().list()).containsExactly("precious");
    assertThat(precious).hasContent("mine");
  }

  @Test
  void whatAKilledRunLeftIsSwept() throws IOException {
    Files.writeString(folder.resolve(LEFT), "half");
    Files.writeString(folder.resolve(FolderLock.NAME), "");
    RunFolder.claim(folder, "mlp").close();
    assertThat(folder).isEmptyDirectory();
    Files.writeString(folder.resolve("config.json"), "{}");
    Files.writeString(Files.createDirectory(folder.resolve("pictures")).resolve(LEFT), "half");
    RunFolder.open(folder).close();
    assertThat(folder.resolve("pictures")).isEmptyDirectory();
  }

  @Test
  void folderThatIsNoRunsIsNamed() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> RunFolder.open(folder))
        .withMessage(folder + ": no config.json in it, expected the folder of a run");
  }
}
