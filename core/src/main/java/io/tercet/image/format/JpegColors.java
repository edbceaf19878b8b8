package io.tercet.image.format;

import java.util.Arrays;

/**
 * Which colours the components of a JPEG file are, by the rules that all readers share since the
 * Independent JPEG Group's: what JFIF or Adobe's marker say, else the numbers of the components.
 */
final class JpegColors {
  private boolean jfif;
  private int adobe = -1;

  /** Kinds of colours, and what the marker that says so holds. */
  enum Kind {
    GREY,
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
      case 1 -> Kind.GREY;
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
