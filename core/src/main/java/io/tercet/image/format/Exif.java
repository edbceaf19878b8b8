package io.tercet.image.format;

/** The one thing of EXIF that changes how a picture looks: how the camera was held. */
public final class Exif {
  /** The first row is the top one, the first column the left one. */
  static final int UPRIGHT = 1;

  private static final int ORIENTATION = 0x0112;
  private static final int ENTRY = 12;
  private static final int SHORT = 3;

  private Exif() {}

  /** Whether rows become columns. */
  public static boolean isTurned(int orientation) {
    return orientation >= 5;
  }

  /** The value if it is one of the eight there are, else {@link #UPRIGHT}. */
  static int orientation(long found) {
    return found >= 1 && found <= 8 ? (int) found : UPRIGHT;
  }

  /**
   * The orientation in a block of EXIF; {@link #UPRIGHT} if there is none, or if the block makes no
   * sense: pictures with broken EXIF are whole pictures.
   *
   * @param from where its TIFF header begins, "II" or "MM"
   * @param to where it ends
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
      return UPRIGHT; // the block points beyond the file
    }
    return UPRIGHT;
  }
}
