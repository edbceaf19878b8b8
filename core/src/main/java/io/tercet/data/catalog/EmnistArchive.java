package io.tercet.data.catalog;

import io.tercet.data.DataException;
import io.tercet.data.idx.IdxArray;
import io.tercet.data.idx.IdxFolder;
import io.tercet.data.idx.IdxReader;
import io.tercet.data.idx.IdxWriter;
import io.tercet.io.TemporaryFile;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.ValueLayout;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The EMNIST archive (Cohen et al. 2017): gzipped IDX files of all its parts, with transposed
 * images.
 */
final class EmnistArchive {
  static final String NAME = "gzip.zip";

  private EmnistArchive() {}

  /** Extracts the letters to a folder, with MNIST's file names and upright images. */
  static void extractLetters(Path archive, Path folder) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (String file : IdxFolder.FILES) {
        String entry = "gzip/emnist-letters-" + file.replace("t10k", "test") + ".gz";
        IdxArray array = read(zip, entry, folder);
        IdxWriter.write(
            folder.resolve(file + ".gz"), array.shape().size() == 3 ? upright(array) : array);
      }
    }
  }

  private static IdxArray read(ZipFile zip, String name, Path folder) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new DataException("%s: has no %s".formatted(zip.getName(), name));
    }
    try (TemporaryFile temporary = TemporaryFile.beside(folder.resolve("entry"));
        InputStream in = zip.getInputStream(entry)) {
      in.transferTo(Channels.newOutputStream(temporary.channel()));
      return IdxReader.read(temporary.path());
    }
  }

  private static IdxArray upright(IdxArray images) {
    int count = images.shape().get(0);
    int rows = images.shape().get(1);
    int columns = images.shape().get(2);
    byte[] turned = new byte[count * rows * columns];
    int next = 0;
    for (int i = 0; i < count; i++) {
      for (int column = 0; column < columns; column++) {
        for (int row = 0; row < rows; row++) {
          long at = ((long) i * rows + row) * columns + column;
          turned[next++] = images.data().get(ValueLayout.JAVA_BYTE, at);
        }
      }
    }
    return IdxArray.of(images.type(), List.of(count, columns, rows), turned);
  }
}
