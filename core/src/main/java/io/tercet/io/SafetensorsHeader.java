package io.tercet.io;

import io.tercet.data.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The header of a safetensors file, as strict as the reference implementation: string metadata,
 * non-negative integers in shapes and offsets, no duplicate keys, contiguous tensors up to the end
 * of the file.
 *
 * @param metadata text by name
 * @param entries the tensors in the order of their bytes
 */
public record SafetensorsHeader(Map<String, String> metadata, List<Entry> entries) {
  static final String METADATA = "__metadata__";
  private static final long MAX_BYTES = 16 << 20;

  /** A tensor and its byte range, relative to the end of the header. */
  public record Entry(String name, List<Integer> shape, long begin, long end) {}

  /**
   * Reads the header from the start of a file.
   *
   * @param size file size in bytes
   */
  static SafetensorsHeader read(Path path, InputStream in, long size) throws IOException {
    long length = readLength(path, in, size);
    JsonNode json = parse(path, in.readNBytes((int) length));
    Map<String, String> metadata = new LinkedHashMap<>();
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      if (field.getKey().equals(METADATA)) {
        readMetadata(path, field.getValue(), metadata);
      } else {
        entries.add(entry(path, field.getKey(), field.getValue()));
      }
    }
    requireSideBySide(path, entries, size - 8 - length);
    return new SafetensorsHeader(metadata, entries);
  }

  private static long readLength(Path path, InputStream in, long size) throws IOException {
    byte[] prefix = in.readNBytes(8);
    if (prefix.length < 8) {
      throw new DataException(
          "%s: not a model file: %d bytes, expected at least 8".formatted(path, prefix.length));
    }
    long length = ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 2 || length > MAX_BYTES || length > size - 8) {
      throw new DataException(
          "%s: not a safetensors file: header of %s bytes in a file of %d"
              .formatted(path, Long.toUnsignedString(length), size));
    }
    return length;
  }

  private static JsonNode parse(Path path, byte[] header) throws DataException {
    try {
      JsonNode json = StrictJson.MAPPER.readTree(StrictJson.text(header));
      if (json.isObject()) {
        return json;
      }
    } catch (CharacterCodingException e) {
      throw new DataException(path + ": not a safetensors file: header is not UTF-8", e);
    } catch (JacksonException e) {
      throw new DataException(
          "%s: not a safetensors file: header is not JSON: %s".formatted(path, JsonText.message(e)),
          e);
    }
    throw new DataException(path + ": not a safetensors file: header is not a JSON object");
  }

  private static void readMetadata(Path path, JsonNode json, Map<String, String> metadata)
      throws DataException {
    if (!json.isObject() || json.valueStream().anyMatch(value -> !value.isString())) {
      throw new DataException("%s: %s has values that are not strings".formatted(path, METADATA));
    }
    json.properties()
        .forEach(field -> metadata.put(field.getKey(), field.getValue().stringValue()));
  }

  private static Entry entry(Path path, String name, JsonNode json) throws DataException {
    JsonNode type = json.path("dtype");
    if (!type.isString() || !type.stringValue().equals("F32")) {
      throw new DataException(
          "%s: tensor %s has type %s, expected \"F32\""
              .formatted(path, OneLine.of(name), OneLine.of(type.toString())));
    }
    List<Integer> shape = new ArrayList<>();
    JsonNode sizes = json.path("shape");
    JsonNode offsets = json.path("data_offsets");
    long count = sizes.isArray() ? 1 : -1;
    for (JsonNode node : sizes) {
      long size = wholeNumber(node);
      boolean fits = count >= 0 && size >= 0 && size <= Integer.MAX_VALUE;
      count = fits ? Math.min(count * size, Integer.MAX_VALUE) : -1;
      shape.add((int) size);
    }
    long begin = wholeNumber(offsets.path(0));
    long end = wholeNumber(offsets.path(1));
    boolean offsetsFit = offsets.isArray() && offsets.size() == 2 && begin >= 0 && begin <= end;
    // Java arrays are limited to 2^31 - 1 elements.
    if (count < 0 || count > Integer.MAX_VALUE / 4 || !offsetsFit || end - begin != 4 * count) {
      throw new DataException(
          "%s: tensor %s: shape %s does not fit bytes %s"
              .formatted(
                  path,
                  OneLine.of(name),
                  OneLine.of(sizes.toString()),
                  OneLine.of(offsets.toString())));
    }
    return new Entry(name, List.copyOf(shape), begin, end);
  }

  /** The value, or -1 if it is not an integer. */
  private static long wholeNumber(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong() ? node.longValue() : -1;
  }

  private static void requireSideBySide(Path path, List<Entry> entries, long available)
      throws DataException {
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    long next = 0;
    for (Entry entry : entries) {
      if (entry.begin != next) {
        throw new DataException(
            "%s: tensor %s begins at byte %d, expected %d"
                .formatted(path, OneLine.of(entry.name), entry.begin, next));
      }
      next = entry.end;
    }
    if (next != available) {
      throw new DataException(
          "%s: truncated or with trailing bytes: tensors take %d bytes, found %d"
              .formatted(path, next, available));
    }
  }
}
