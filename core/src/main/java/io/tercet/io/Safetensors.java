package io.tercet.io;

import io.tercet.data.DataException;
import io.tercet.io.SafetensorsHeader.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  /** Numbers that are written at once. */
  private static final int CHUNK = 1 << 16;

  private static final JsonMapper JSON = JsonMapper.builder().build();

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

  /** Checks a header before memory is allocated for the tensors. */
  public interface HeaderCheck {
    void check(SafetensorsHeader header) throws DataException;
  }

  /** Writes to {@code path}, atomically. */
  public void write(Path path) throws IOException {
    byte[] header = header();
    AtomicFile.write(
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
    ObjectNode texts = header.putObject(SafetensorsHeader.METADATA);
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
    ByteBuffer buffer = ByteBuffer.allocate(4 * CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < values.length; from += CHUNK) {
      int count = Math.min(CHUNK, values.length - from);
      buffer.asFloatBuffer().put(values, from, count);
      out.write(buffer.array(), 0, 4 * count);
    }
  }

  /**
   * Reads a file. Every length is checked against the file size before memory is allocated.
   *
   * @throws DataException if it is not a well-formed file of float32 tensors
   */
  public static Safetensors read(Path path) throws IOException {
    return read(path, header -> {});
  }

  /** The same with an additional check of the header. */
  public static Safetensors read(Path path, HeaderCheck check) throws IOException {
    long size = Files.size(path);
    try (InputStream in = Files.newInputStream(path)) {
      SafetensorsHeader header = SafetensorsHeader.read(path, in, size);
      check.check(header);
      return new Safetensors(header.metadata(), readTensors(path, in, header.entries()));
    }
  }

  private static Map<String, Tensor> readTensors(Path path, InputStream in, List<Entry> entries)
      throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Entry entry : entries) {
      int length = (int) (entry.end() - entry.begin());
      byte[] bytes = in.readNBytes(length);
      if (bytes.length < length) {
        throw new DataException(
            "%s: truncated while it was read, in tensor %s".formatted(path, entry.name()));
      }
      float[] values = new float[length / 4];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
      tensors.put(entry.name(), new Tensor(entry.shape(), values));
    }
    return tensors;
  }
}
