package io.tercet.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.tercet.tensor.Randoms;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void replacesWhatIsThere() throws IOException {
    Path target = folder.resolve("file");
    AtomicFile.write(target, out -> out.write('a'));
    AtomicFile.write(target, out -> out.write('b'));
    assertThat(target).hasContent("b");
    assertOnly(folder, target);
  }

  @Test
  void failureLeavesWhatWasThereAndNothingElse() throws IOException {
    Path target = folder.resolve("file");
    AtomicFile.write(target, out -> out.write('a'));
    assertThatIllegalStateException()
        .isThrownBy(() ->
            AtomicFile.write(
                target,
                out -> {
                  out.write(new byte[1 << 20]);
                  throw new IllegalStateException("half-way");
                }));
    assertThat(target).hasContent("a");
    assertOnly(folder, target);
  }

  @Test
  void fullDiskLeavesNothing() throws IOException {
    Configuration small =
        Configuration.unix().toBuilder().setMaxSize(1 << 20).setBlockSize(4096).build();
    try (FileSystem disk = Jimfs.newFileSystem(small)) {
      Path root = disk.getPath("/data");
      Files.createDirectory(root);
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> NpyFile.write(root.resolve("e.npy"), Randoms.gaussian(10_000, 64, 1)))
          .withMessageContaining("out of disk space");
      try (Stream<Path> left = Files.list(root)) {
        assertThat(left).isEmpty();
      }
    }
  }

  private static void assertOnly(Path folder, Path file) throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }
}
