package io.tercet;

import io.tercet.data.DataException;
import io.tercet.data.Dataset;
import io.tercet.data.Preprocessing;
import io.tercet.image.ImageDecoder;
import io.tercet.input.EncodedDataset;
import io.tercet.model.ModelFile;
import io.tercet.model.Provenance;
import io.tercet.nn.Encoder;
import io.tercet.nn.PackedEncoder;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Matrix;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A trained model in use: it turns examples into embeddings, as training did. Its weights are
 * packed once, when it is loaded. Immutable, safe and fast from any number of threads; a call runs
 * on the caller's thread, and an embedding has the same bits whichever way its example comes in.
 *
 * <pre>{@code
 * try (EmbeddingModel model = EmbeddingModel.load(Path.of("model.safetensors"))) {
 *   float[] a = model.embed(Path.of("anna.jpg"));
 *   float[] b = model.embed(bufferedImage);
 *   double distance = model.distance(a, b);
 * }
 * }</pre>
 */
public final class EmbeddingModel implements AutoCloseable {
  private static final int CHUNK = 256;

  private final ModelFile file;
  private final PackedEncoder packed;
  private final @Nullable ImageDecoder images;
  private volatile boolean closed;

  private EmbeddingModel(ModelFile file) {
    this.file = file;
    this.packed = PackedEncoder.of(file.encoder());
    this.images = takesImages(file) ? ImageDecoder.of(file.preprocessing().shape()) : null;
  }

  private static boolean takesImages(ModelFile file) {
    List<Integer> shape = file.preprocessing().shape();
    return shape.size() == 2 || (shape.size() == 3 && shape.get(2) == 3);
  }

  /**
   * Loads a model file.
   *
   * @param path a file that {@link #save}, {@link ModelFile#write} or the command line wrote
   * @return the model, ready to embed
   * @throws DataException if it is not a model of Tercet, or damaged
   * @throws IOException if it cannot be read
   */
  public static EmbeddingModel load(Path path) throws IOException {
    return new EmbeddingModel(ModelFile.read(path));
  }

  /**
   * {@return a model of the content of a model file}
   *
   * @param file the encoder, its preprocessing and its provenance
   */
  public static EmbeddingModel of(ModelFile file) {
    return new EmbeddingModel(file);
  }

  /** {@return the number of dimensions of an embedding, d} */
  public int dimensions() {
    return packed.embeddingSize();
  }

  /** {@return the number of features of an example: of an image, height x width x channels} */
  public int features() {
    return packed.features();
  }

  /** {@return the shape of an example: [features], [height, width] or [height, width, 3]} */
  public List<Integer> shape() {
    return file.preprocessing().shape();
  }

  /**
   * Embeds the picture of a file: upright, scaled and in the colors that the model was trained on.
   *
   * @param picture a PNG, JPEG, GIF, BMP, TIFF, WebP, PGM or PPM file
   * @return [d]
   * @throws DataException if it is no picture or damaged
   * @throws IOException if it cannot be read
   * @throws IllegalStateException if the model takes no images
   */
  public float[] embed(Path picture) throws IOException {
    return ModelChecks.finite(packed.embed(decoder().decode(picture)));
  }

  /**
   * Embeds the picture whose file has that content: an upload, for instance.
   *
   * @param pictureFile the bytes of a PNG, JPEG, GIF, BMP, TIFF, WebP, PGM or PPM file
   * @return [d]
   * @throws DataException if it is no picture or damaged
   * @throws IllegalStateException if the model takes no images
   */
  public float[] embed(byte[] pictureFile) throws IOException {
    return ModelChecks.finite(packed.embed(decoder().decode("picture", pictureFile)));
  }

  /**
   * Embeds a picture in memory; transparent parts show white.
   *
   * @param picture of any size and color model
   * @return [d]
   * @throws IllegalStateException if the model takes no images
   */
  public float[] embed(BufferedImage picture) {
    return ModelChecks.finite(packed.embed(decoder().decode(picture)));
  }

  /**
   * Embeds features: of an image the pixels, row by row, from 0 to 1.
   *
   * @param example [features], finite numbers
   * @return [d]
   * @throws IllegalArgumentException if there are more or fewer features, or one is not finite
   */
  public float[] embed(float[] example) {
    requireOpen();
    for (int i = 0; i < example.length; i++) {
      if (!Float.isFinite(example[i])) {
        throw new IllegalArgumentException(
            "feature %d is %s, expected finite numbers".formatted(i, example[i]));
      }
    }
    return ModelChecks.finite(packed.embed(example));
  }

  /**
   * Embeds a row of a table, encoded with the constants of the training.
   *
   * @param row values by column: numbers, text, {@code float[]}; a column that is absent or null is
   *     a missing value
   * @return [d]
   * @throws IllegalArgumentException if the model was not trained on a table, a column is unknown,
   *     or a value is none of its column
   */
  public float[] embed(Map<String, ? extends @Nullable Object> row) {
    return embed(preprocessing().encode(row));
  }

  /**
   * Embeds the pictures of some files, one after the other, each as {@link #embed(Path)} does.
   *
   * @param pictures files in any of the formats that {@link #embed(Path)} reads
   * @return [n][d], in the order of the files
   * @throws DataException if a file is no picture or damaged
   * @throws IOException if a file cannot be read
   * @throws IllegalStateException if the model takes no images
   */
  public float[][] embed(List<Path> pictures) throws IOException {
    float[][] embeddings = new float[pictures.size()][];
    for (int i = 0; i < embeddings.length; i++) {
      embeddings[i] = embed(pictures.get(i));
    }
    return embeddings;
  }

  /**
   * Embeds a data set on the caller's thread.
   *
   * @param examples n examples, of the shape and encoding that the model takes
   * @return [n x d]
   * @throws IllegalArgumentException if its examples have another shape than the model's
   */
  public Matrix embed(Dataset examples) {
    requireShape(examples);
    int n = examples.size();
    Matrix embeddings = Matrix.zeros(n, dimensions());
    float[] features = new float[Math.multiplyExact(Math.min(CHUNK, n), features())];
    for (int from = 0; from < n; from += CHUNK) {
      int count = Math.min(CHUNK, n - from);
      float[] chunk =
          count * features() == features.length ? features : new float[count * features()];
      for (int i = 0; i < count; i++) {
        examples.read(from + i, chunk, i * features());
      }
      float[] embedded = packed.embed(chunk, count);
      System.arraycopy(embedded, 0, embeddings.data(), from * dimensions(), embedded.length);
    }
    return ModelChecks.finite(embeddings);
  }

  /**
   * Embeds a data set on some threads; the bits are those of {@link #embed(Dataset)}.
   *
   * @param examples n examples, of the shape and encoding that the model takes
   * @param workers the threads that run the tasks
   * @return [n x d]
   * @throws IllegalArgumentException if its examples have another shape than the model's
   */
  public Matrix embed(Dataset examples, Workers workers) {
    requireShape(examples);
    Encoder encoder = file.encoder();
    return ModelChecks.finite(
        encoder.embed(EncodedDataset.of(examples, encoder.inputEncoding(), workers), workers));
  }

  /**
   * {@return the Euclidean distance of two embeddings}
   *
   * @param a [d]
   * @param b [d]
   * @throws IllegalArgumentException if they differ in length
   */
  public double distance(float[] a, float[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "embeddings of %d and %d dimensions".formatted(a.length, b.length));
    }
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = (double) a[i] - b[i];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }

  /**
   * Writes the model file, whole or not at all.
   *
   * @param path where to write it; an existing file is replaced
   * @throws IOException if it cannot be written
   */
  public void save(Path path) throws IOException {
    file.write(path);
  }

  /** {@return what the model expects of its input} */
  public Preprocessing preprocessing() {
    return file.preprocessing();
  }

  /** {@return the configuration of its training, as JSON} */
  public JsonNode configuration() {
    return file.configuration();
  }

  /** {@return the origin of the model} */
  public Provenance provenance() {
    return file.provenance();
  }

  /**
   * {@return the network, for training on from it; changes of its weights have no effect on this
   * model}
   */
  public Encoder encoder() {
    return file.encoder().copy();
  }

  private ImageDecoder decoder() {
    requireOpen();
    if (images == null) {
      throw new IllegalStateException(
          "this model takes examples of shape %s, no images".formatted(shape()));
    }
    return images;
  }

  private void requireShape(Dataset examples) {
    requireOpen();
    ModelChecks.requireShape(preprocessing(), examples);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
  }

  /** Refuses calls from now on. */
  @Override
  public void close() {
    closed = true;
  }
}
