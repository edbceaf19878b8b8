package io.tercet.app.start;

import io.tercet.app.Tercet;
import io.tercet.data.Dataset;
import io.tercet.data.TrainTestSplit;
import io.tercet.data.glyph.Glyphs;
import io.tercet.data.idx.IdxArray;
import io.tercet.data.idx.IdxFolder;
import io.tercet.data.idx.IdxType;
import io.tercet.data.idx.IdxWriter;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Seed;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * What the launcher runs once, to keep its classes and profiles for faster starts: a training as
 * most will be, of images from files in MNIST's format.
 */
public final class Rehearsal {
  private Rehearsal() {}

  /**
   * Writes the files and trains.
   *
   * @param args the folder that {@code TERCET_DATA} names, then arguments of the program
   */
  public static void main(String[] args) throws IOException {
    writeData(Files.createDirectories(Path.of(args[0], "mnist")));
    Tercet.main(Arrays.copyOfRange(args, 1, args.length));
  }

  static void writeData(Path folder) throws IOException {
    try (Workers workers = Workers.all()) {
      TrainTestSplit glyphs = Glyphs.load(Glyphs.DIGITS, new Seed(1), workers);
      write(glyphs.train(), folder, IdxFolder.FILES.get(0), IdxFolder.FILES.get(1));
      write(glyphs.test(), folder, IdxFolder.FILES.get(2), IdxFolder.FILES.get(3));
    }
  }

  private static void write(Dataset data, Path folder, String images, String labels)
      throws IOException {
    byte[] pixels = new byte[data.size() * data.features()];
    byte[] image = new byte[data.features()];
    byte[] classes = new byte[data.size()];
    for (int i = 0; i < data.size(); i++) {
      data.readBytes(i, image);
      System.arraycopy(image, 0, pixels, i * image.length, image.length);
      classes[i] = (byte) data.label(i);
    }
    List<Integer> shape = List.of(data.size(), data.shape().get(0), data.shape().get(1));
    write(IdxArray.of(IdxType.UNSIGNED_BYTE, shape, pixels), folder.resolve(images));
    write(
        IdxArray.of(IdxType.UNSIGNED_BYTE, List.of(data.size()), classes), folder.resolve(labels));
  }

  private static void write(IdxArray array, Path path) throws IOException {
    IdxWriter.write(path, array);
    try (OutputStream zipped = new GZIPOutputStream(Files.newOutputStream(Path.of(path + ".gz")))) {
      Files.copy(path, zipped);
    }
    Files.delete(path);
  }
}
