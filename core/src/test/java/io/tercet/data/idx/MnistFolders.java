package io.tercet.data.idx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Folders in MNIST's naming, for tests. */
public final class MnistFolders {
  private MnistFolders() {}

  /** Images of 2 x 2 pixels: {@code train} and {@code test} of them, labels 3 and 7 in turn. */
  public static void write(Path folder, int train, int test) throws IOException {
    Files.createDirectories(folder);
    write(folder, "train", train, "");
    write(folder, "t10k", test, ".gz");
  }

  private static void write(Path folder, String part, int count, String suffix) throws IOException {
    byte[] pixels = new byte[count * 4];
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      pixels[4 * i] = (byte) 255;
      labels[i] = (byte) (i % 2 == 0 ? 3 : 7);
    }
    IdxWriter.write(
        folder.resolve(part + "-images-idx3-ubyte" + suffix),
        IdxArray.of(IdxType.UNSIGNED_BYTE, List.of(count, 2, 2), pixels));
    IdxWriter.write(
        folder.resolve(part + "-labels-idx1-ubyte" + suffix),
        IdxArray.of(IdxType.UNSIGNED_BYTE, List.of(count), labels));
  }
}
