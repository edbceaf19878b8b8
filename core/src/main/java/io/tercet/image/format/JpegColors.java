package io.tercet.image.format;

import java.util.Arrays;

/**
 * The color space of a JPEG file, by the rules of the Independent JPEG Group's library: by the JFIF
 * or Adobe marker, else by the component ids.
 */
final class JpegColors {
  private boolean jfif;
  private int adobe = -1;

  /** Color spaces. */
  enum Kind {
    GRAY,
    YCBCR,
    RGB,
    CMYK,
    YCCK
  }

  void foundJfif() {
    jfif = true;
  }

  /**
   * @param transform 0 for none, 1 for YCbCr, 2 for YCCK
   */
  void foundAdobe(int transform) {
    adobe = transform & 0xff;
  }

  Kind kind(int[] identifiers) {
    return switch (identifiers.length) {
      case 1 -> Kind.GRAY;
      case 3 -> isRgb(identifiers) ? Kind.RGB : Kind.YCBCR;
      default -> adobe <= 0 ? Kind.CMYK : Kind.YCCK;
    };
  }

  private boolean isRgb(int[] identifiers) {
    if (jfif) {
      return false;
    }
    return adobe >= 0 ? adobe == 0 : Arrays.equals(identifiers, new int[] {'R', 'G', 'B'});
  }
}
