package io.tercet.app.run.record;

import io.tercet.app.run.RunJson;
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
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/**
 * The folder {@code embeddings} of a run: embeddings of some test examples per epoch. {@code
 * examples.json} describes the examples, {@code images.u8} has their images, {@code epoch-003.f16}
 * their embeddings as little-endian float16 [n x d] and {@code epoch-003.json} metrics.
 *
 * @param folder path of the folder
 */
public record SnapshotFiles(Path folder) {
  private static final Pattern FRAME = Pattern.compile("epoch-(\\d{3,9})\\.f16");

  /** The description of the examples. */
  public Path examples() {
    return folder.resolve("examples.json");
  }

  /** Pixels as bytes [n x height x width x channels]. */
  public Path images() {
    return folder.resolve("images.u8");
  }

  /** Embeddings of an epoch; 0 is before training. */
  public Path embeddings(int epoch) {
    return folder.resolve(name(epoch) + ".f16");
  }

  /** Metrics of an epoch; without a dashboard they are written at the end of the run. */
  public Path figures(int epoch) {
    return folder.resolve(name(epoch) + ".json");
  }

  private static String name(int epoch) {
    return String.format(Locale.ROOT, "epoch-%03d", epoch);
  }

  /** The recorded epochs, ascending. */
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

  /** The epoch of a file of embeddings; empty for invalid names such as epoch-0003.f16. */
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

  /** Number of examples that are recorded; empty if that is not known yet. */
  public OptionalInt count() {
    try {
      int count = RunJson.LINE.readTree(Files.readAllBytes(examples())).path("count").asInt(0);
      return count > 0 ? OptionalInt.of(count) : OptionalInt.empty();
    } catch (IOException | JacksonException e) {
      return OptionalInt.empty();
    }
  }

  /**
   * Deletes what was recorded after that epoch, which will be recorded again, and what a crash of
   * the machine left incomplete.
   *
   * @param n number of examples
   */
  void keepUpTo(int epoch, int n) throws IOException {
    for (int each : epochs()) {
      if (each > epoch || !isReadable(each, n)) {
        Files.deleteIfExists(figures(each));
        Files.deleteIfExists(embeddings(each));
      }
    }
  }

  private boolean isReadable(int epoch, int n) throws IOException {
    try {
      readEmbeddings(epoch, n);
      return true;
    } catch (DataException e) {
      return false;
    }
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
   * Parses embeddings of {@code n} examples, at least one.
   *
   * @throws DataException if the size does not match {@code n} rows
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
