package io.tercet.model;

import io.tercet.data.DataException;
import io.tercet.data.Preprocessing;
import io.tercet.io.JsonText;
import io.tercet.io.Safetensors;
import io.tercet.io.Safetensors.Tensor;
import io.tercet.nn.Architecture;
import io.tercet.nn.Encoder;
import io.tercet.nn.Weights;
import io.tercet.tensor.Matrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A model on disk: one {@code .safetensors} file with the encoder's named weights and, as JSON text
 * in its metadata, {@code architecture}, {@code preprocessing}, {@code configuration} and {@code
 * provenance}.
 *
 * @param encoder the encoder
 * @param lossWeights learned parameters of the loss, by name (proxies, class weights, centers,
 *     beta); empty for most losses
 * @param preprocessing the expected input
 * @param configuration the training configuration, as JSON
 * @param provenance the origin of the model
 */
public record ModelFile(
    Encoder encoder,
    Map<String, Matrix> lossWeights,
    Preprocessing preprocessing,
    JsonNode configuration,
    Provenance provenance) {
  static final String FORMAT = "tercet-1";
  static final String LOSS = "loss.";
  static final String ARCHITECTURE = "architecture";
  static final String PREPROCESSING = "preprocessing";
  static final String CONFIGURATION = "configuration";
  static final String PROVENANCE = "provenance";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * Writes to {@code path}, atomically.
   *
   * @param path where to write it; an existing file is replaced
   * @throws IOException if it cannot be written
   */
  public void write(Path path) throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", FORMAT);
    metadata.put(ARCHITECTURE, JSON.writeValueAsString(encoder.architecture()));
    metadata.put("input_encoding", InputEncodingJson.write(encoder.inputEncoding()));
    metadata.put(PREPROCESSING, JSON.writeValueAsString(preprocessing));
    metadata.put(CONFIGURATION, JSON.writeValueAsString(configuration));
    metadata.put(PROVENANCE, JSON.writeValueAsString(provenance));
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
   * @param path a {@code .safetensors} file
   * @return the model
   * @throws DataException if it is malformed, not a Tercet model, or has non-finite weights
   * @throws IOException if it cannot be read
   */
  public static ModelFile read(Path path) throws IOException {
    Safetensors file = Safetensors.read(path, header -> ModelHeaderCheck.check(path, header));
    Map<String, String> metadata = file.metadata();
    Encoder encoder =
        Encoder.zeros(JsonText.parse(path, metadata, ARCHITECTURE, Architecture.class));
    Map<String, Tensor> tensors = new LinkedHashMap<>(file.tensors());
    Map<String, Matrix> lossWeights = takeLossWeights(path, tensors);
    fill(path, encoder.weights(), tensors);
    return new ModelFile(
        encoder.withInputEncoding(InputEncodingJson.read(path, metadata, encoder)),
        lossWeights,
        JsonText.parse(path, metadata, PREPROCESSING, Preprocessing.class),
        JsonText.parse(path, metadata, CONFIGURATION, ObjectNode.class),
        JsonText.parse(path, metadata, PROVENANCE, Provenance.class));
  }

  /** Removes the loss parameters from the tensors. */
  private static Map<String, Matrix> takeLossWeights(Path path, Map<String, Tensor> tensors)
      throws DataException {
    Map<String, Matrix> weights = new TreeMap<>();
    for (String name : List.copyOf(tensors.keySet())) {
      if (name.startsWith(LOSS)) {
        Tensor tensor = Objects.requireNonNull(tensors.remove(name));
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
      Tensor tensor = Objects.requireNonNull(tensors.get(piece.name()));
      requireFinite(path, piece.name(), tensor.values());
      System.arraycopy(tensor.values(), 0, weights.values(), piece.offset(), piece.weight().size());
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
