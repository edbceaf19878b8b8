package io.tercet.image.format;

import java.util.HashMap;
import java.util.Map;

/**
 * An image file directory of a TIFF file: numbers by tag. All values that entries point to are
 * within the file.
 */
final class TiffDirectory {
  private static final int ENTRY = 12;
  private static final int[] TYPE_BYTES = {1, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};
  private static final int SHORT = 3;

  private final ImageBytes bytes;
  private final boolean little;
  private final Map<Integer, Entry> entries = new HashMap<>();
  private final long next;

  /**
   * @param type TIFF type of the values
   * @param at offset of the values
   */
  private record Entry(int type, int count, int at) {}

  /**
   * @throws ImageFormatException if it is not within the file
   */
  TiffDirectory(ImageBytes bytes, boolean little, long at) throws ImageFormatException {
    this.bytes = bytes;
    this.little = little;
    bytes.require(at, 2, "a directory");
    int from = (int) at;
    int count = number16(from);
    bytes.require(at, 2 + (long) count * ENTRY, "a directory");
    for (int i = 0; i < count; i++) {
      readEntry(from + 2 + i * ENTRY);
    }
    int end = from + 2 + count * ENTRY;
    next = number32(end);
  }

  private void readEntry(int at) throws ImageFormatException {
    int type = number16(at + 2);
    long count = number32(at + 4);
    if (type >= TYPE_BYTES.length) {
      return; // an unknown type is ignored
    }
    long length = count * TYPE_BYTES[type];
    long place = length <= 4 ? at + 8 : number32(at + 8);
    bytes.require(place, length, "the values of its tag %d".formatted(number16(at)));
    entries.putIfAbsent(number16(at), new Entry(type, (int) count, (int) place));
  }

  /** Offset of the next directory, 0 if there is none. */
  long next() {
    return next;
  }

  boolean has(int tag) {
    return entries.containsKey(tag);
  }

  /** Number of values of a tag. */
  int count(int tag) {
    Entry entry = entries.get(tag);
    return entry == null ? 0 : entry.count;
  }

  long number(int tag, long otherwise) throws ImageFormatException {
    return count(tag) == 0 ? otherwise : number(tag, otherwise, 0);
  }

  /** Value {@code i} of a tag; a single value applies to all. */
  long number(int tag, long otherwise, int i) throws ImageFormatException {
    Entry entry = entries.get(tag);
    if (entry == null || entry.count == 0) {
      return otherwise;
    }
    int size = TYPE_BYTES[entry.type];
    int at = entry.at + size * Math.min(i, entry.count - 1);
    return switch (size) {
      case 1 -> bytes.unsigned8(at);
      case 2 -> number16(at);
      default -> number32(at);
    };
  }

  boolean isShort(int tag) {
    Entry entry = entries.get(tag);
    return entry != null && entry.type == SHORT;
  }

  private int number16(int at) throws ImageFormatException {
    return little ? bytes.little16(at) : bytes.big16(at);
  }

  private long number32(int at) throws ImageFormatException {
    return little ? bytes.little32(at) : bytes.big32(at);
  }
}
