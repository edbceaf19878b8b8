package io.tercet.image.format;

/** Bit reader for lossless WebP images, least significant bit first. */
final class Vp8lBits {
  private final ImageBytes bytes;
  private final int end;
  private int at;
  private long bits;
  private int count;

  Vp8lBits(ImageBytes bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.end = to;
  }

  /**
   * @param wanted number of bits, at most 32
   * @throws ImageFormatException if fewer bits are left
   */
  int read(int wanted) throws ImageFormatException {
    int read = (int) (peek() & (1L << wanted) - 1);
    skip(wanted);
    return read;
  }

  boolean readFlag() throws ImageFormatException {
    return read(1) == 1;
  }

  /** The next bits, at least 32 of them; 0 beyond the end. */
  long peek() {
    byte[] content = bytes.content();
    while (count <= 48 && at < end) {
      bits |= (content[at++] & 0xffL) << count;
      count += 8;
    }
    return bits;
  }

  void skip(int read) throws ImageFormatException {
    if (read > count) {
      throw bytes.damaged("the image data ends early");
    }
    bits >>>= read;
    count -= read;
  }
}
