package io.tercet.data.idx;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The element types of the IDX format, with their code in the third byte of the magic number. */
public enum IdxType {
  /** Integers from 0 to 255. */
  UNSIGNED_BYTE(0x08, 1),
  /** Integers from -128 to 127. */
  SIGNED_BYTE(0x09, 1),
  /** Integers of 16 bits, signed. */
  SHORT(0x0B, 2),
  /** Integers of 32 bits, signed. */
  INT(0x0C, 4),
  /** Floating-point numbers of 32 bits. */
  FLOAT(0x0D, 4),
  /** Floating-point numbers of 64 bits. */
  DOUBLE(0x0E, 8);

  private final int code;
  private final int bytes;

  IdxType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /** {@return the code in the file} */
  public int code() {
    return code;
  }

  /** {@return the size of an element in bytes} */
  public int bytes() {
    return bytes;
  }

  static Optional<IdxType> ofCode(int code) {
    return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
  }

  /** The element at the given byte offset of big-endian data. */
  double read(ByteBuffer data, int offset) {
    return switch (this) {
      case UNSIGNED_BYTE -> data.get(offset) & 0xff;
      case SIGNED_BYTE -> data.get(offset);
      case SHORT -> data.getShort(offset);
      case INT -> data.getInt(offset);
      case FLOAT -> data.getFloat(offset);
      case DOUBLE -> data.getDouble(offset);
    };
  }
}
