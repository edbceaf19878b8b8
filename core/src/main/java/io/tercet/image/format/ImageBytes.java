package io.tercet.image.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of an image file of a known format, with bounds-checked access: reading beyond the end
 * means that the file is truncated.
 *
 * @param content all bytes; shared
 */
@SuppressWarnings("ArrayRecordComponent")
record ImageBytes(ImageFormat format, byte[] content) {

  int length() {
    return content.length;
  }

  /**
   * @throws ImageFormatException if the file has fewer than {@code count} bytes from {@code at}
   */
  void require(long at, long count, String what) throws ImageFormatException {
    if (at < 0 || count < 0 || at > content.length - count) {
      throw damaged("truncated after %d bytes, within %s".formatted(content.length, what));
    }
  }

  ImageFormatException damaged(String what) {
    return ImageFormatException.damaged(format, what);
  }

  ImageFormatException unsupported(String found, String expected) {
    return ImageFormatException.unsupported(format, found, expected);
  }

  boolean hasText(int at, String text) {
    byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
    return at >= 0
        && at <= content.length - wanted.length
        && Arrays.equals(content, at, at + wanted.length, wanted, 0, wanted.length);
  }

  String text(int at, int count) throws ImageFormatException {
    require(at, count, "a name");
    return new String(content, at, count, StandardCharsets.ISO_8859_1);
  }

  int unsigned8(int at) throws ImageFormatException {
    require(at, 1, "the header");
    return content[at] & 0xff;
  }

  /** Big-endian. */
  int big16(int at) throws ImageFormatException {
    require(at, 2, "the header");
    return (content[at] & 0xff) << 8 | (content[at + 1] & 0xff);
  }

  /** Least significant byte first. */
  int little16(int at) throws ImageFormatException {
    require(at, 2, "the header");
    return (content[at + 1] & 0xff) << 8 | (content[at] & 0xff);
  }

  /** Least significant byte first. */
  int little24(int at) throws ImageFormatException {
    require(at, 3, "the header");
    return little16(at) | (content[at + 2] & 0xff) << 16;
  }

  /** Big-endian, unsigned. */
  long big32(int at) throws ImageFormatException {
    return (long) big16(at) << 16 | big16(at + 2);
  }

  /** Little-endian, unsigned. */
  long little32(int at) throws ImageFormatException {
    return (long) little16(at + 2) << 16 | little16(at);
  }
}
