package io.tercet.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFileTest {
  private static final String LEFT = ".model.0f8fad5b-d9cb-469f-a165-70867728950e.part";

  @TempDir private Path folder = Path.of("");

  @Test
  void sweepTakesWhatKilledProcessesLeft() throws IOException {
    Path left = Files.writeString(folder.resolve(LEFT), "half");
    TemporaryFile.sweep(folder);
    assertThat(left).doesNotExist();
    TemporaryFile.sweep(folder.resolve("none")); // where nothing is, nothing is done
  }

  @Test
  void sweepLeavesWhatIsBeingWritten() throws IOException {
    Path target = folder.resolve("model");
    AtomicFile.write(
        target,
        out -> {
          out.write('a');
          TemporaryFile.sweep(folder);
        });
    assertThat(target).hasContent("a");
  }

  @Test
  void sweepLeavesFilesOfOthers() throws IOException {
    Files.writeString(folder.resolve(".mine.part"), "");
    Files.writeString(folder.resolve("download.part"), "");
    Files.createDirectory(folder.resolve(LEFT));
    TemporaryFile.sweep(folder);
    assertThat(folder).isDirectoryContaining(path -> path.endsWith(".mine.part"));
    assertThat(folder).isDirectoryContaining(path -> path.endsWith("download.part"));
    assertThat(folder).isDirectoryContaining(path -> path.endsWith(LEFT));
  }

  @Test
  void fileUnderWayIsLockedUntilItIsMoved() throws Exception {
    try (TemporaryFile file = TemporaryFile.beside(folder.resolve("model"))) {
      assertThat(isLockedForOthers(file.path())).isTrue();
      file.moveTo(folder.resolve("model"));
    }
    assertThat(isLockedForOthers(folder.resolve("model"))).isFalse();
  }

  /** Another process tries: within one, a lock says nothing. */
  private static boolean isLockedForOthers(Path file) throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                TryLock.class.getName(),
                file.toString())
            .start();
    return other.waitFor() == 1;
  }

  /** Ends with 1 if its argument is locked. */
  static final class TryLock {
    private TryLock() {}

    public static void main(String[] args) throws IOException {
      try (FileChannel channel = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE);
          FileLock lock = channel.tryLock()) {
        System.exit(lock == null ? 1 : 0);
      }
    }
  }

  @Test
  void failuresNameTheTarget() throws IOException {
    Path missing = folder.resolve("none/model");
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> AtomicFile.write(missing, out -> out.write('a')))
        .satisfies(e -> assertThat(e.getFile()).isEqualTo(missing.toString()));
    Path taken = Files.createDirectory(folder.resolve("taken"));
    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(() -> AtomicFile.write(taken, out -> out.write('a')))
        .withMessage(taken + ": is a folder, expected a file");
    Path full = folder.resolve("full");
    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(() ->
            AtomicFile.write(
                full,
                out -> {
                  throw new IOException("No space left on device");
                }))
        .withMessage(full + ": No space left on device");
    assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".part"));
  }
}
