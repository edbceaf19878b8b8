package io.tercet.image.format;

/** Reads the EXIF orientation. */
public final class Exif {
  /** Row 0 is the top row, column 0 the left column. */
  static final int UPRIGHT = 1;

  private static final int ORIENTATION = 0x0112;
  private static final int ENTRY = 12;
  private static final int SHORT = 3;

  private Exif() {}

  /** Whether the orientation exchanges rows and columns. */
  public static boolean isTurned(int orientation) {
    return orientation >= 5;
  }

  /** The value if valid (1 to 8), else {@link #UPRIGHT}. */
  static int orientation(long found) {
    return found >= 1 && found <= 8 ? (int) found : UPRIGHT;
  }

  /**
   * The orientation in an EXIF block; {@link #UPRIGHT} if absent or if the block is malformed:
   * broken EXIF does not make the image unreadable.
   *
   * @param from start of the TIFF header, "II" or "MM"
   * @param to end of the block
   */
  static int orientation(ImageBytes bytes, int from, int to) {
    try {
      boolean little = bytes.hasText(from, "II*\0");
      if (!little && !bytes.hasText(from, "MM\0*")) {
        return UPRIGHT;
      }
      long first = little ? bytes.little32(from + 4) : bytes.big32(from + 4);
      if (first > to - from - 2) {
        return UPRIGHT;
      }
      int at = from + (int) first;
      int entries = little ? bytes.little16(at) : bytes.big16(at);
      for (int i = 0; i < entries && at + 2 + (i + 1) * ENTRY <= to; i++) {
        int entry = at + 2 + i * ENTRY;
        int tag = little ? bytes.little16(entry) : bytes.big16(entry);
        int type = little ? bytes.little16(entry + 2) : bytes.big16(entry + 2);
        if (tag == ORIENTATION && type == SHORT) {
          return orientation(little ? bytes.little16(entry + 8) : bytes.big16(entry + 8));
        }
      }
    } catch (ImageFormatException e) {
      return UPRIGHT; // an offset beyond the end of the file
    }
    return UPRIGHT;
  }
}
