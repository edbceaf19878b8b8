package io.tercet.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.data.Dataset;
import io.tercet.data.Glyphs;
import io.tercet.data.IdxFolder;
import io.tercet.data.TrainTest;
import io.tercet.math.Seed;
import io.tercet.math.Workers;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {
  @TempDir private Path folder;

  @Test
  void itsFilesAreGlyphsInTheFormatOfMnist() throws IOException {
    Rehearsal.writeData(folder);
    TrainTest read = IdxFolder.read("mnist", folder);
    try (Workers workers = new Workers(1)) {
      TrainTest glyphs = Glyphs.load(Glyphs.DIGITS, new Seed(1), workers);
      assertSame(read.train(), glyphs.train());
      assertSame(read.test(), glyphs.test());
    }
  }

  private static void assertSame(Dataset read, Dataset expected) {
    assertThat(read.shape()).isEqualTo(expected.shape());
    assertThat(read.labels()).isEqualTo(expected.labels());
    byte[] image = new byte[read.features()];
    byte[] expectedImage = new byte[read.features()];
    for (int i : new int[] {0, 1, read.size() - 1}) {
      assertThat(read.readBytes(i, image)).isTrue();
      expected.readBytes(i, expectedImage);
      assertThat(image).isEqualTo(expectedImage);
    }
  }
}
