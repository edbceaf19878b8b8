package io.tercet.train;

import io.tercet.data.DataException;
import io.tercet.io.JsonText;
import io.tercet.io.Safetensors;
import io.tercet.io.Safetensors.Tensor;
import io.tercet.tensor.SavedState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A training between two steps: all that {@link Trainer#resumed} needs to end with the same bytes
 * as a training that was never interrupted, on any number of threads. On disk it is one safetensors
 * file: arrays as tensors, whole numbers as JSON in the metadata.
 *
 * @param values weights, state of the optimizer and of the loss, position in the training, and what
 *     listeners add under names of their own
 */
public record TrainingState(SavedState values) {
  static final String POSITION = "position";
  private static final String FORMAT = "tercet-checkpoint-1";
  private static final String NUMBERS = "numbers";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * The epoch that the training is in.
   *
   * @return from 1; one above the number of epochs once all are done
   */
  public int epoch() {
    return Position.epochOf(values.part(POSITION));
  }

  /**
   * Steps done of that epoch.
   *
   * @return 0 to the steps of an epoch
   */
  public int step() {
    return Position.stepOf(values.part(POSITION));
  }

  /**
   * Whether all weights and moments are finite, so that a training from here can continue.
   *
   * @return false if an array has NaN or infinity in it
   */
  public boolean isFinite() {
    for (float[] array : values.allFloats().values()) {
      for (float value : array) {
        if (!Float.isFinite(value)) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Writes a file atomically: it is whole or as it was before.
   *
   * @param path replaced if it exists
   * @throws IOException if it cannot be written
   */
  public void write(Path path) throws IOException {
    ObjectNode numbers = JSON.createObjectNode();
    values
        .allNumbers()
        .forEach((name, array) -> {
          var node = numbers.putArray(name);
          for (long value : array) {
            node.add(value);
          }
        });
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    values
        .allFloats()
        .forEach((name, array) -> tensors.put(name, new Tensor(List.of(array.length), array)));
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", FORMAT);
    metadata.put(NUMBERS, JSON.writeValueAsString(numbers));
    new Safetensors(metadata, tensors).write(path);
  }

  /**
   * Reads a file that {@link #write} made.
   *
   * @param path the file
   * @return the state
   * @throws DataException if it is malformed or no state of a training
   * @throws IOException if it cannot be read
   */
  public static TrainingState read(Path path) throws IOException {
    Safetensors file =
        Safetensors.read(
            path,
            header -> {
              if (!FORMAT.equals(header.metadata().get("format"))) {
                throw new DataException(path + ": not a checkpoint, or of another version");
              }
            });
    ObjectNode numbers = JsonText.parse(path, file.metadata(), NUMBERS, ObjectNode.class);
    SavedState values = new SavedState();
    file.tensors().forEach((name, tensor) -> values.putShared(name, tensor.values()));
    for (Map.Entry<String, JsonNode> entry : numbers.properties()) {
      values.put(entry.getKey(), longs(path, entry.getKey(), entry.getValue()));
    }
    TrainingState state = new TrainingState(values);
    try {
      state.epoch();
      state.step();
    } catch (IllegalArgumentException e) {
      throw new DataException(path + ": " + e.getMessage(), e);
    }
    return state;
  }

  private static long[] longs(Path path, String name, JsonNode array) throws DataException {
    if (!array.isArray()
        || array
            .valueStream()
            .anyMatch(value -> !(value.isIntegralNumber() && value.canConvertToLong()))) {
      throw new DataException("%s: %s is no list of whole numbers".formatted(path, name));
    }
    return array.valueStream().mapToLong(JsonNode::longValue).toArray();
  }
}
