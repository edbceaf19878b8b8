package io.tercet.app.run.record;

import io.tercet.data.DataException;
import io.tercet.io.AtomicFile;
import io.tercet.tensor.Matrix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder {@code embeddings} of a run: what became of some test examples in each epoch. {@code
 * examples.json} says which they are, {@code images.u8} shows them, {@code epoch-003.f16} has their
 * embeddings as little-endian float16 [n x d] and {@code epoch-003.json} figures of them.
 *
 * @param folder that folder
 */
public record SnapshotFiles(Path folder) {
  private static final Pattern FRAME = Pattern.compile("epoch-(\\d{3,9})\\.f16");

  /** The examples' classes, and their images if they are there. */
  public Path examples() {
    return folder.resolve("examples.json");
  }

  /** Pixels [n x height x width x channels], a byte each. */
  public Path images() {
    return folder.resolve("images.u8");
  }

  /** Embeddings of an epoch; 0 is before training. */
  public Path embeddings(int epoch) {
    return folder.resolve(name(epoch) + ".f16");
  }

  /** Figures of an epoch; those of a run that nobody watched come at its end. */
  public Path figures(int epoch) {
    return folder.resolve(name(epoch) + ".json");
  }

  private static String name(int epoch) {
    return String.format(Locale.ROOT, "epoch-%03d", epoch);
  }

  /** The epochs that are there, ascending. */
  public List<Integer> epochs() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.flatMap(file -> epochOf(file).stream()).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The epoch of a file of embeddings; none for a name that no epoch has, as epoch-0003.f16. */
  private Optional<Integer> epochOf(Path file) {
    Matcher match = FRAME.matcher(file.getFileName().toString());
    if (!match.matches()) {
      return Optional.empty();
    }
    int epoch = Integer.parseInt(match.group(1));
    return embeddings(epoch).getFileName().equals(file.getFileName())
        ? Optional.of(epoch)
        : Optional.empty();
  }

  /** Writes embeddings [n x d]. */
  void writeEmbeddings(int epoch, Matrix embeddings) throws IOException {
    int count = embeddings.rows() * embeddings.columns();
    ByteBuffer bytes = ByteBuffer.allocate(2 * count).order(ByteOrder.LITTLE_ENDIAN);
    ShortBuffer halves = bytes.asShortBuffer();
    for (int i = 0; i < count; i++) {
      halves.put(Float.floatToFloat16(embeddings.data()[i]));
    }
    AtomicFile.writeSoon(embeddings(epoch), out -> out.write(bytes.array()));
  }

  /** Reads embeddings of {@code n} examples, at least one. */
  public Matrix readEmbeddings(int epoch, int n) throws IOException {
    return parseEmbeddings(Files.readAllBytes(embeddings(epoch)), n);
  }

  /**
   * Embeddings of {@code n} examples, at least one, from the bytes of their file.
   *
   * @throws DataException if they are not as many as {@code n} rows need
   */
  public static Matrix parseEmbeddings(byte[] content, int n) throws DataException {
    int d = n == 0 ? 0 : content.length / 2 / n;
    if (d == 0 || content.length != 2L * n * d) {
      throw new DataException(
          "found " + content.length + " bytes, expected a multiple of 2 x " + n);
    }
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[n * d];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.float16ToFloat(bytes.getShort());
    }
    return Matrix.wrap(n, d, values);
  }
}
