package io.tercet.image.format;

import io.tercet.image.ImageSize;
import java.util.Arrays;

/** The frame header of a JPEG file, and the components for which scans were found. */
final class JpegFrame {
  private final ImageSize size;
  private final boolean progressive;
  private final int[] identifiers;
  private final boolean[] seen;

  private JpegFrame(ImageSize size, boolean progressive, int[] identifiers) {
    this.size = size;
    this.progressive = progressive;
    this.identifiers = identifiers;
    this.seen = new boolean[identifiers.length];
  }

  /** Whether a marker is SOF0 to SOF15. */
  static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  static JpegFrame read(ImageBytes bytes, int marker, int data, int end, boolean second)
      throws ImageFormatException {
    if (second) {
      throw bytes.damaged("it has two headers");
    }
    int bits = bytes.unsigned8(data);
    if (marker > 0xc2 || bits != 8) {
      throw bytes.unsupported(
          "kind %d of %d bits".formatted(marker - 0xc0, bits),
          "kind 0 to 2 of 8 bits: baseline, extended or progressive");
    }
    ImageSize size = ImageLimits.checked(bytes.big16(data + 3), bytes.big16(data + 1));
    int components = bytes.unsigned8(data + 5);
    if (components != 1 && components != 3 && components != 4) {
      throw bytes.unsupported(components + " components", "1, 3 or 4");
    }
    if (end - data < 6 + 3 * components) {
      throw bytes.damaged("the header is too short");
    }
    int[] identifiers = new int[components];
    for (int i = 0; i < components; i++) {
      identifiers[i] = bytes.unsigned8(data + 6 + 3 * i);
    }
    return new JpegFrame(size, marker == 0xc2, identifiers);
  }

  ImageSize size() {
    return size;
  }

  int[] identifiers() {
    return identifiers;
  }

  /** Records the components of a scan; of a progressive image, only of DC scans. */
  void addScan(ImageBytes bytes, int data, int end) throws ImageFormatException {
    int count = bytes.unsigned8(data);
    if (end - data < 4 + 2 * count) {
      throw bytes.damaged("the header of a scan is too short");
    }
    boolean lowest = bytes.unsigned8(data + 1 + 2 * count) == 0;
    for (int i = 0; i < count; i++) {
      int identifier = bytes.unsigned8(data + 1 + 2 * i);
      for (int j = 0; j < identifiers.length; j++) {
        seen[j] |= identifiers[j] == identifier && (lowest || !progressive);
      }
    }
  }

  /**
   * @throws ImageFormatException if a component has no scan
   */
  void requireAllSeen(ImageBytes bytes) throws ImageFormatException {
    for (boolean each : seen) {
      if (!each) {
        throw bytes.damaged("scans of its %d components are missing".formatted(seen.length));
      }
    }
  }

  /**
   * Bytes of the decoded pixels. For several scans the decoder needs twice as many more off-heap.
   */
  long memory() {
    return (long) size.width() * size.height() * identifiers.length + (1 << 20);
  }

  @Override
  public String toString() {
    return "%s, components %s".formatted(size, Arrays.toString(identifiers));
  }
}
