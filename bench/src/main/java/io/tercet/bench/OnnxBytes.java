package io.tercet.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * One message of the Protocol Buffers encoding, field by field: the little of it that an ONNX file
 * takes.
 */
final class OnnxBytes {
  private static final int VARINT = 0;
  private static final int LENGTH = 2;
  private static final int TYPE_BITS = 3;
  private static final int SEVEN = 0x7f;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Adds an integer, at least 0. */
  OnnxBytes add(int field, long value) {
    varint((long) field << TYPE_BITS | VARINT);
    varint(value);
    return this;
  }

  OnnxBytes add(int field, String value) {
    return add(field, value.getBytes(StandardCharsets.UTF_8));
  }

  OnnxBytes add(int field, OnnxBytes message) {
    return add(field, message.bytes.toByteArray());
  }

  /** Adds numbers as an ONNX tensor has them, lowest byte first. */
  OnnxBytes add(int field, float[] values) {
    ByteBuffer raw =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    return add(field, raw.array());
  }

  private OnnxBytes add(int field, byte[] value) {
    varint((long) field << TYPE_BITS | LENGTH);
    varint(value.length);
    bytes.writeBytes(value);
    return this;
  }

  private void varint(long value) {
    long rest = value;
    for (; rest > SEVEN; rest >>>= 7) {
      bytes.write((int) (rest & SEVEN | SEVEN + 1));
    }
    bytes.write((int) rest);
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }
}
