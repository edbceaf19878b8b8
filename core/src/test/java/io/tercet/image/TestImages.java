package io.tercet.image;

import io.tercet.image.format.ImageFormat;
import io.tercet.image.format.ImageHeader;
import io.tercet.image.format.ImageRows;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;

/** Small images for tests, and how they are decoded from memory. */
public final class TestImages {
  private TestImages() {}

  /** The bytes of a resource beside this class, {@code whole/gray.png}. */
  public static byte[] resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(TestImages.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    }
  }

  /** Decodes all rows as they are stored. */
  public static DecodedImage decode(byte[] content) throws IOException {
    ImageHeader outline = ImageFormat.outline(content);
    ImageSize size = outline.size();
    byte[] row = new byte[size.width() * outline.channels()];
    byte[] samples = new byte[row.length * size.height()];
    ImageRows rows = outline.decoder().start();
    try {
      for (int y = 0; y < size.height(); y++) {
        rows.next(row);
        System.arraycopy(row, 0, samples, y * row.length, row.length);
      }
    } finally {
      rows.close();
    }
    return new DecodedImage(size, outline.channels(), samples);
  }

  /** The largest difference of a sample of one from the same of the other. */
  static int largestDifference(DecodedImage one, DecodedImage other) {
    byte[] first = one.toColor().samples();
    byte[] second = other.toColor().samples();
    if (!one.size().equals(other.size())) {
      throw new AssertionError(one.size() + " and " + other.size());
    }
    int largest = 0;
    for (int i = 0; i < first.length; i++) {
      largest = Math.max(largest, Math.abs((first[i] & 0xff) - (second[i] & 0xff)));
    }
    return largest;
  }

  static byte[] cut(byte[] content, int length) {
    return Arrays.copyOf(content, length);
  }
}
