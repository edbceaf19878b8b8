package io.tercet.model;

import io.tercet.data.DataException;
import io.tercet.math.Matrix;
import io.tercet.model.Safetensors.Tensor;
import io.tercet.nn.Architecture;
import io.tercet.nn.Encoder;
import io.tercet.nn.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model as it is kept on disk: one {@code .safetensors} file with the encoder's named weights
 * and, as JSON text in its metadata, {@code architecture}, {@code preprocessing}, {@code
 * configuration} and {@code provenance}.
 *
 * @param encoder the encoder
 * @param lossWeights what the loss learned itself, by name (proxies, class weights, centres, beta);
 *     empty for most losses
 * @param preprocessing what it expects of its input
 * @param configuration how it was trained, as JSON
 * @param provenance where it came from
 */
public record ModelFile(
    Encoder encoder,
    Map<String, Matrix> lossWeights,
    Preprocessing preprocessing,
    JsonNode configuration,
    Provenance provenance) {
  private static final String LOSS = "loss.";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String FORMAT = "tercet-1";

  /** Writes to {@code path}, whole or not at all. */
  public void write(Path path) throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", FORMAT);
    metadata.put("architecture", JSON.writeValueAsString(encoder.architecture()));
    metadata.put("input_encoding", InputEncodingJson.write(encoder.inputEncoding()));
    metadata.put("preprocessing", JSON.writeValueAsString(preprocessing));
    metadata.put("configuration", JSON.writeValueAsString(configuration));
    metadata.put("provenance", JSON.writeValueAsString(provenance));
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Weights weights = encoder.weights();
    for (Weights.Piece piece : weights.pieces()) {
      float[] values = new float[piece.weight().size()];
      System.arraycopy(weights.values(), piece.offset(), values, 0, values.length);
      tensors.put(piece.name(), new Tensor(piece.weight().shape(), values));
    }
    lossWeights.forEach((name, matrix) ->
        tensors.put(
            LOSS + name, new Tensor(List.of(matrix.rows(), matrix.columns()), matrix.data())));
    new Safetensors(metadata, tensors).write(path);
  }

  /**
   * Reads a file that {@link #write} made.
   *
   * @throws DataException if it is malformed, not a model of Tercet, or has weights that are no
   *     numbers
   */
  public static ModelFile read(Path path) throws IOException {
    Safetensors file = Safetensors.read(path);
    String format = file.metadata().getOrDefault("format", "");
    if (!format.equals(FORMAT)) {
      throw new DataException(
          "%s: not a model of Tercet: metadata has format '%s', expected '%s'"
              .formatted(path, format, FORMAT));
    }
    Encoder encoder = Encoder.zeros(parse(path, file, "architecture", Architecture.class));
    Map<String, Tensor> tensors = new LinkedHashMap<>(file.tensors());
    Map<String, Matrix> lossWeights = takeLossWeights(path, tensors);
    fill(path, encoder.weights(), tensors);
    return new ModelFile(
        encoder.withInputEncoding(InputEncodingJson.read(path, file.metadata(), encoder)),
        lossWeights,
        parse(path, file, "preprocessing", Preprocessing.class),
        parse(path, file, "configuration", JsonNode.class),
        parse(path, file, "provenance", Provenance.class));
  }

  private static <T> T parse(Path path, Safetensors file, String key, Class<T> type)
      throws DataException {
    try {
      return JSON.readValue(file.metadata().getOrDefault(key, ""), type);
    } catch (JacksonException e) {
      throw new DataException(
          "%s: metadata '%s' is missing or malformed: %s"
              .formatted(path, key, e.getOriginalMessage()),
          e);
    }
  }

  /** Takes the loss's own out of the tensors. */
  private static Map<String, Matrix> takeLossWeights(Path path, Map<String, Tensor> tensors)
      throws DataException {
    Map<String, Matrix> weights = new TreeMap<>();
    for (String name : List.copyOf(tensors.keySet())) {
      if (name.startsWith(LOSS)) {
        Tensor tensor = Objects.requireNonNull(tensors.remove(name));
        if (tensor.shape().size() != 2) {
          throw new DataException(
              "%s: tensor %s is of shape %s, expected rows and columns"
                  .formatted(path, name, tensor.shape()));
        }
        requireFinite(path, name, tensor.values());
        weights.put(
            name.substring(LOSS.length()),
            Matrix.wrap(tensor.shape().getFirst(), tensor.shape().getLast(), tensor.values()));
      }
    }
    return weights;
  }

  private static void fill(Path path, Weights weights, Map<String, Tensor> tensors)
      throws DataException {
    for (Weights.Piece piece : weights.pieces()) {
      Tensor tensor = tensors.get(piece.name());
      if (tensor == null || !tensor.shape().equals(piece.weight().shape())) {
        throw new DataException(
            "%s: tensor %s is %s, expected shape %s"
                .formatted(
                    path,
                    piece.name(),
                    tensor == null ? "missing" : "of shape " + tensor.shape(),
                    piece.weight().shape()));
      }
      requireFinite(path, piece.name(), tensor.values());
      System.arraycopy(tensor.values(), 0, weights.values(), piece.offset(), piece.weight().size());
    }
    if (tensors.size() != weights.pieces().size()) {
      throw new DataException(
          "%s: found %d tensors, the architecture has %d"
              .formatted(path, tensors.size(), weights.pieces().size()));
    }
  }

  private static void requireFinite(Path path, String name, float[] values) throws DataException {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new DataException(
            "%s: tensor %s has %s at entry %d, expected finite numbers"
                .formatted(path, name, values[i], i));
      }
    }
  }
}
