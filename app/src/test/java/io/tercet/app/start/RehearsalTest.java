package io.tercet.app.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.data.Dataset;
import io.tercet.data.TrainTestSplit;
import io.tercet.data.glyph.Glyphs;
import io.tercet.data.idx.IdxFolder;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Seed;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {
  @TempDir private Path folder;

  @Test
  void itsFilesAreGlyphsInTheFormatOfMnist() throws IOException {
    Rehearsal.writeData(folder);
    TrainTestSplit read = IdxFolder.read("mnist", folder);
    try (Workers workers = new Workers(1)) {
      TrainTestSplit glyphs = Glyphs.load(Glyphs.DIGITS, new Seed(1), workers);
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
