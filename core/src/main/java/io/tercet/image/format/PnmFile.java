package io.tercet.image.format;

import io.tercet.image.ImageSize;

/**
 * PGM and PPM files of Netpbm, binary (P5, P6) and as text (P2, P3). Of a file with several
 * pictures the first counts. A text must end with white space: nothing else tells a last number
 * that is whole from one that was cut.
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
      throw bytes.damaged("its largest sample is %d, expected 1 to %d".formatted(most, MOST));
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
      bytes.require(at, samples * (most > 255 ? 2 : 1), "its picture data");
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
    bytes.require(at, 1, "its numbers; the last one is followed by white space");
    return bytes.content()[at];
  }
}
