package io.tercet.model;

import io.tercet.data.DataException;
import io.tercet.data.WholeFile;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The safetensors format (Hugging Face), with float32 tensors: eight bytes, little-endian, with the
 * length of the header; the header, JSON with the type, shape and byte range of each named tensor
 * and text under {@code __metadata__}; the tensors' bytes without gaps.
 *
 * @param metadata text by name
 * @param tensors tensors by name, in the order of the file
 */
public record Safetensors(Map<String, String> metadata, Map<String, Tensor> tensors) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long MAX_HEADER = 16 << 20;
  private static final String METADATA = "__metadata__";

  /**
   * One tensor.
   *
   * @param shape size of each dimension, outermost first
   * @param values row-major; shared
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Tensor(List<Integer> shape, float[] values) {
    public Tensor {
      shape = List.copyOf(shape);
    }
  }

  /** Where a tensor lies, counted from the end of the header. */
  private record Entry(String name, List<Integer> shape, long begin, long end) {}

  /** Writes to {@code path}, whole or not at all. */
  public void write(Path path) throws IOException {
    byte[] header = header();
    WholeFile.write(
        path,
        out -> {
          ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
          out.write(length.putLong(0, header.length).array());
          out.write(header);
          for (Tensor tensor : tensors.values()) {
            writeValues(out, tensor.values());
          }
        });
  }

  /** The header as bytes, padded with blanks so that the tensors begin at a multiple of eight. */
  private byte[] header() {
    ObjectNode header = JSON.createObjectNode();
    ObjectNode texts = header.putObject(METADATA);
    metadata.forEach(texts::put);
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      ObjectNode tensor = header.putObject(entry.getKey()).put("dtype", "F32");
      var shape = tensor.putArray("shape");
      entry.getValue().shape().forEach(shape::add);
      long end = offset + 4L * entry.getValue().values().length;
      tensor.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    String text = JSON.writeValueAsString(header);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String padding = " ".repeat(Math.floorMod(-bytes.length, 8));
    return (text + padding).getBytes(StandardCharsets.UTF_8);
  }

  private static void writeValues(OutputStream out, float[] values) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values);
    out.write(buffer.array());
  }

  /**
   * Reads a file. Every length is checked against the file's before memory is taken.
   *
   * @throws DataException if it is not a well-formed file of float32 tensors
   */
  public static Safetensors read(Path path) throws IOException {
    long size = Files.size(path);
    try (DataInputStream in = new DataInputStream(Files.newInputStream(path))) {
      long headerLength = readHeaderLength(path, in, size);
      byte[] header = in.readNBytes((int) headerLength);
      JsonNode json = parse(path, header);
      Map<String, String> metadata = new LinkedHashMap<>();
      List<Entry> entries = new ArrayList<>();
      for (Map.Entry<String, JsonNode> field : json.properties()) {
        if (field.getKey().equals(METADATA)) {
          field
              .getValue()
              .properties()
              .forEach(e -> metadata.put(e.getKey(), e.getValue().asString("")));
        } else {
          entries.add(entry(path, field.getKey(), field.getValue()));
        }
      }
      requireNoGaps(path, entries, size - 8 - headerLength);
      return new Safetensors(metadata, readTensors(in, entries));
    }
  }

  private static long readHeaderLength(Path path, InputStream in, long size) throws IOException {
    byte[] prefix = in.readNBytes(8);
    if (prefix.length < 8) {
      throw new DataException(
          "%s: not a model file: %d bytes, expected at least 8".formatted(path, prefix.length));
    }
    long length = ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 2 || length > MAX_HEADER || length > size - 8) {
      throw new DataException(
          "%s: not a safetensors file: header of %s bytes in a file of %d"
              .formatted(path, Long.toUnsignedString(length), size));
    }
    return length;
  }

  private static JsonNode parse(Path path, byte[] header) throws DataException {
    try {
      JsonNode json = JSON.readTree(header);
      if (json.isObject()) {
        return json;
      }
    } catch (JacksonException e) {
      throw new DataException(
          "%s: not a safetensors file: header is not JSON: %s"
              .formatted(path, e.getOriginalMessage()),
          e);
    }
    throw new DataException(path + ": not a safetensors file: header is not a JSON object");
  }

  private static Entry entry(Path path, String name, JsonNode json) throws DataException {
    String type = json.path("dtype").asString("");
    if (!type.equals("F32")) {
      throw new DataException(
          "%s: tensor %s has type '%s', expected F32".formatted(path, name, type));
    }
    List<Integer> shape = new ArrayList<>();
    long count = 1;
    for (JsonNode node : json.path("shape")) {
      int dimension = node.asInt(-1);
      shape.add(dimension);
      count = dimension < 0 || count > Integer.MAX_VALUE ? -1 : count * dimension;
      if (count < 0) {
        break;
      }
    }
    JsonNode offsets = json.path("data_offsets");
    long begin = offsets.path(0).asLong(-1);
    long end = offsets.path(1).asLong(-1);
    if (count < 0 || begin < 0 || end - begin != 4 * count || count > Integer.MAX_VALUE / 4) {
      throw new DataException(
          "%s: tensor %s: shape %s does not fit bytes %d to %d"
              .formatted(path, name, json.path("shape"), begin, end));
    }
    return new Entry(name, shape, begin, end);
  }

  private static void requireNoGaps(Path path, List<Entry> entries, long available)
      throws DataException {
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    long next = 0;
    for (Entry entry : entries) {
      if (entry.begin != next) {
        throw new DataException(
            "%s: tensor %s begins at byte %d, expected %d"
                .formatted(path, entry.name, entry.begin, next));
      }
      next = entry.end;
    }
    if (next != available) {
      throw new DataException(
          "%s: truncated or with trailing bytes: tensors take %d bytes, found %d"
              .formatted(path, next, available));
    }
  }

  private static Map<String, Tensor> readTensors(InputStream in, List<Entry> entries)
      throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Entry entry : entries) {
      byte[] bytes = in.readNBytes((int) (entry.end - entry.begin));
      float[] values = new float[bytes.length / 4];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
      tensors.put(entry.name, new Tensor(entry.shape, values));
    }
    return tensors;
  }
}
