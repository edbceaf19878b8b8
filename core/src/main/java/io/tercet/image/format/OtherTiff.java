package io.tercet.image.format;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.util.Set;

/** TIFF images whose compression is not decoded here, mainly fax and JPEG. */
final class OtherTiff {
  /**
   * Three kinds of fax, two of JPEG, and those decoded here, which occur with reversed bit order.
   */
  private static final Set<Integer> COMPRESSIONS = Set.of(1, 2, 3, 4, 5, 6, 7, 8, 32_773, 32_946);

  private OtherTiff() {}

  /**
   * @throws ImageFormatException if no reader is known to decode it correctly
   */
  static void check(ImageBytes bytes, TiffLayout layout) throws ImageFormatException {
    if (!COMPRESSIONS.contains(layout.compression())) {
      throw bytes.unsupported(
          "compression " + layout.compression(), "none, LZW, deflate, PackBits, fax or JPEG");
    }
    boolean bilevel = layout.bits() == 1 && layout.samples() == 1;
    boolean bytewise = layout.bits() == 8 && layout.photometric() != TiffLayout.CMYK;
    if (layout.real() || (!bilevel && !bytewise) || (layout.opacity() >= 0 && !layout.color())) {
      throw bytes.unsupported(
          "compression %d with %d samples of %d bits"
              .formatted(layout.compression(), layout.samples(), layout.bits()),
          "gray or RGB of 8 bits");
    }
  }

  static ImageRows rows(ImageBytes bytes, TiffLayout layout) throws IOException {
    BufferedImage image =
        OtherReaders.read(
            bytes,
            OtherReaders.tiff(),
            new ContentStream(bytes.content()),
            layout.size(),
            reader -> reader.read(0));
    boolean plain = image.getRaster().getNumBands() >= 3 && layout.opacity() < 0;
    return plain && !(image.getColorModel() instanceof IndexColorModel)
        ? new RasterRows(image.getRaster(), 255, RasterRows.NO_OPACITY)
        : looked(image, layout.color() ? 3 : 1);
  }

  /** The rows of an image by its own color model. */
  private static ImageRows looked(BufferedImage image, int channels) {
    int[] next = {0};
    int[] pixels = new int[image.getWidth()];
    boolean gray = channels == 1 && !(image.getColorModel() instanceof IndexColorModel);
    if (gray) {
      int most = (1 << image.getColorModel().getComponentSize(0)) - 1;
      return new RasterRows(image.getRaster(), most, RasterRows.NO_OPACITY);
    }
    return row -> {
      image.getRGB(0, next[0]++, pixels.length, 1, pixels, 0, pixels.length);
      for (int x = 0; x < pixels.length; x++) {
        for (int channel = 0; channel < channels; channel++) {
          int level = pixels[x] >> (16 - 8 * channel) & 0xff;
          row[x * channels + channel] = Samples.onWhite(level, pixels[x] >>> 24);
        }
      }
    };
  }
}
