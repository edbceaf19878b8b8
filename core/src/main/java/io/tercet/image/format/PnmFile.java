package io.tercet.image.format;

import io.tercet.image.ImageSize;

/**
 * Netpbm's PGM and PPM files, binary (P5, P6) and text (P2, P3). Only the first image of a file is
 * read. Text must end with white space: otherwise a truncated last number could not be detected.
 */
final class PnmFile {
  private static final int MOST = 65_535;

  private final ImageBytes bytes;
  private final boolean text;
  private int at = 2;

  private PnmFile(ImageBytes bytes) {
    this.bytes = bytes;
    this.text = bytes.content()[1] <= '3';
  }

  static ImageHeader outline(ImageBytes bytes) throws ImageFormatException {
    return new PnmFile(bytes).outline();
  }

  static boolean isWhite(int c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private ImageHeader outline() throws ImageFormatException {
    ImageSize size = ImageLimits.checked(number(), number());
    int most = number();
    if (most < 1 || most > MOST) {
      throw bytes.damaged("the largest sample is %d, expected 1 to %d".formatted(most, MOST));
    }
    int channels = bytes.format() == ImageFormat.PPM ? 3 : 1;
    long samples = (long) size.width() * size.height() * channels;
    at++; // the white space after the header
    int data = at;
    if (text) {
      for (long i = 0; i < samples; i++) {
        number();
      }
    } else {
      bytes.require(at, samples * (most > 255 ? 2 : 1), "the image data");
    }
    return new ImageHeader(
        size, channels == 3, Exif.UPRIGHT, 0, () -> text ? textRows(data, most) : rows(data, most));
  }

  private ImageRows rows(int data, int most) {
    at = data;
    return row -> {
      for (int i = 0; i < row.length; i++) {
        int sample = most > 255 ? bytes.big16(at) : bytes.unsigned8(at);
        at += most > 255 ? 2 : 1;
        row[i] = (byte) Samples.scaled(Math.min(sample, most), most);
      }
    };
  }

  private ImageRows textRows(int data, int most) {
    at = data;
    return row -> {
      for (int i = 0; i < row.length; i++) {
        row[i] = (byte) Samples.scaled(Math.min(number(), most), most);
      }
    };
  }

  /** The next number, and where it ends; comments go from # to the end of a line. */
  private int number() throws ImageFormatException {
    while (isWhite(character()) || character() == '#') {
      if (character() == '#') {
        while (character() != '\n' && character() != '\r') {
          at++;
        }
      }
      at++;
    }
    int from = at;
    int number = 0;
    while (character() >= '0' && character() <= '9') {
      number = Math.min(10 * number + character() - '0', 1_000_000);
      at++;
    }
    if (at == from || (!isWhite(character()) && character() != '#')) {
      throw bytes.damaged("found no number at byte " + at);
    }
    return number;
  }

  private int character() throws ImageFormatException {
    bytes.require(at, 1, "the numbers; white space must follow the last one");
    return bytes.content()[at];
  }
}
