package io.tercet.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Writes TIFF files of one plain strip, or of several, with any tags. */
final class TinyTiff {
  private final Map<Integer, long[]> tags = new TreeMap<>();
  private int strips = 1;

  /** A gray image; the header of one, whatever is in it. */
  TinyTiff(long width, long height, int bits, int samples) {
    with(256, 4, width).with(257, 4, height).with(258, 3, bits).with(259, 3, 1).with(262, 3, 1);
    with(277, 3, samples).with(278, 4, height);
  }

  /**
   * @param type 3 for 16 bits, 4 for 32
   */
  TinyTiff with(int tag, int type, long value) {
    tags.put(tag, new long[] {type, value});
    return this;
  }

  /** Samples are in that many strips of the same length. */
  TinyTiff strips(int count) {
    strips = count;
    return this;
  }

  byte[] bytes(byte[] samples) throws IOException {
    int entries = tags.size() + (tags.containsKey(324) ? 0 : 2);
    int directory = 8 + 8 * strips + samples.length + samples.length % 2;
    int data = 8 + 8 * strips;
    if (!tags.containsKey(324)) {
      tags.put(273, new long[] {4, strips == 1 ? data : 8, strips});
      tags.put(279, new long[] {4, strips == 1 ? samples.length : 8 + 4 * strips, strips});
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {'I', 'I', 42, 0});
    out.writeBytes(little32(directory));
    for (int i = 0; i < strips; i++) {
      out.writeBytes(little32(data + i * (samples.length / strips)));
    }
    for (int i = 0; i < strips; i++) {
      out.writeBytes(little32(samples.length / strips));
    }
    out.write(samples);
    out.write(new byte[samples.length % 2]);
    out.write(new byte[] {(byte) entries, 0});
    for (Map.Entry<Integer, long[]> tag : tags.entrySet()) {
      long[] value = tag.getValue();
      out.write(new byte[] {(byte) (int) tag.getKey(), (byte) (tag.getKey() >> 8)});
      out.write(new byte[] {(byte) value[0], 0});
      out.writeBytes(little32(value.length > 2 ? value[2] : 1));
      out.writeBytes(little32(value[1]));
    }
    out.write(new byte[4]);
    return out.toByteArray();
  }

  static byte[] little32(long number) {
    return new byte[] {
      (byte) number, (byte) (number >> 8), (byte) (number >> 16), (byte) (number >> 24)
    };
  }
}
