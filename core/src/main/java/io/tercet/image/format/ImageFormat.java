package io.tercet.image.format;

import org.jspecify.annotations.Nullable;

/** The supported image formats, detected by the first bytes of a file, never by its name. */
public enum ImageFormat {
  PNG("PNG"),
  JPEG("JPEG"),
  GIF("GIF"),
  BMP("BMP"),
  TIFF("TIFF"),
  WEBP("WebP"),
  PGM("PGM"),
  PPM("PPM");

  /** All formats, for messages. */
  static final String ALL = "PNG, JPEG, GIF, BMP, TIFF, WebP, PGM or PPM";

  private final String title;

  ImageFormat(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /**
   * Checks the structure of a file without decoding it.
   *
   * @throws ImageFormatException if it is truncated, damaged, too large or of an unsupported kind
   */
  public static ImageHeader outline(byte[] content) throws ImageFormatException {
    ImageFormat format = of(content);
    if (format == null) {
      throw new ImageFormatException(
          "%s, expected an image: %s".formatted(OtherFormats.name(content), ALL));
    }
    ImageBytes bytes = new ImageBytes(format, content);
    ImageHeader outline = outline(format, bytes);
    ImageLimits.requireContent(outline, content.length);
    return outline;
  }

  private static ImageHeader outline(ImageFormat format, ImageBytes bytes)
      throws ImageFormatException {
    return switch (format) {
      case PNG -> PngFile.outline(bytes);
      case JPEG -> JpegFile.outline(bytes);
      case GIF -> GifFile.outline(bytes);
      case BMP -> BmpFile.outline(bytes);
      case TIFF -> TiffFile.outline(bytes);
      case WEBP -> WebPFile.outline(bytes);
      case PGM, PPM -> PnmFile.outline(bytes);
    };
  }

  /** The format of a file with this content, or null if unknown. */
  public static @Nullable ImageFormat of(byte[] content) {
    ImageBytes bytes = new ImageBytes(PNG, content);
    if (bytes.hasText(0, "\u0089PNG\r\n\u001a\n")) {
      return PNG;
    } else if (bytes.hasText(0, "\u00ff\u00d8\u00ff")) {
      return JPEG;
    } else if (bytes.hasText(0, "GIF87a") || bytes.hasText(0, "GIF89a")) {
      return GIF;
    } else if (isTiff(bytes)) {
      return TIFF;
    } else if (bytes.hasText(0, "RIFF") && bytes.hasText(8, "WEBP")) {
      return WEBP;
    } else if (bytes.hasText(0, "BM") && BmpFile.hasHeader(content)) {
      return BMP;
    }
    return netpbm(content);
  }

  private static boolean isTiff(ImageBytes bytes) {
    return bytes.hasText(0, "II*\0")
        || bytes.hasText(0, "MM\0*")
        || bytes.hasText(0, "II+\0")
        || bytes.hasText(0, "MM\0+");
  }

  private static @Nullable ImageFormat netpbm(byte[] content) {
    if (content.length < 3 || content[0] != 'P' || !PnmFile.isWhite(content[2])) {
      return null;
    }
    return switch (content[1]) {
      case '2', '5' -> PGM;
      case '3', '6' -> PPM;
      default -> null;
    };
  }
}
