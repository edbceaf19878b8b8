package io.tercet.image.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Converts samples of a TIFF image to 8 bits per channel, grayscale or RGB, composited on white.
 */
final class TiffPixels {
  private static final double ROUNDING = 1e-3;

  private final ImageBytes bytes;
  private final VarHandle shorts;
  private final VarHandle ints;
  private final VarHandle floats;
  private final VarHandle doubles;
  private final TiffLayout layout;
  private final @Nullable ColorTable palette;

  TiffPixels(ImageBytes bytes, boolean little, TiffDirectory tags, TiffLayout layout)
      throws ImageFormatException {
    this.bytes = bytes;
    ByteOrder order = little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    this.shorts = MethodHandles.byteArrayViewVarHandle(short[].class, order);
    this.ints = MethodHandles.byteArrayViewVarHandle(int[].class, order);
    this.floats = MethodHandles.byteArrayViewVarHandle(float[].class, order);
    this.doubles = MethodHandles.byteArrayViewVarHandle(double[].class, order);
    this.layout = layout;
    this.palette = layout.photometric() == TiffLayout.PALETTE ? palette(tags) : null;
  }

  private ColorTable palette(TiffDirectory tags) throws ImageFormatException {
    int colors = 1 << layout.bits();
    if (layout.bits() > 8 || tags.count(TiffLayout.COLOR_MAP) < 3 * colors) {
      throw bytes.damaged("it has no palette for %d bits".formatted(layout.bits()));
    }
    int most = 0;
    for (int i = 0; i < 3 * colors; i++) {
      most = Math.max(most, (int) tags.number(TiffLayout.COLOR_MAP, 0, i));
    }
    int scale = most > 255 ? 65_535 : 255; // some writers fill the lower 8 of 16 bits
    ColorTable read = new ColorTable();
    for (int i = 0; i < colors; i++) {
      int[] color = new int[3];
      for (int channel = 0; channel < 3; channel++) {
        long level = tags.number(TiffLayout.COLOR_MAP, 0, channel * colors + i);
        color[channel] = Samples.scaled((int) level, scale);
      }
      read.set(i, color[0], color[1], color[2]);
    }
    return read;
  }

  /**
   * @param band one plane per sample, or one with all of them
   * @param from offset of the row in each plane
   * @param row receives [width x channels]
   */
  void convert(byte[][] band, int from, byte[] row) throws ImageFormatException {
    for (int x = 0; x < layout.size().width(); x++) {
      if (palette != null) {
        palette.put(packed(band[0], from, x * layout.together()), row, x);
      } else {
        put(band, from, x, row);
      }
    }
  }

  private void put(byte[][] planes, int from, int x, byte[] row) throws ImageFormatException {
    int opacity = layout.opacity() < 0 ? 255 : level(planes, from, x, layout.opacity());
    switch (layout.photometric()) {
      case TiffLayout.RGB -> {
        for (int channel = 0; channel < 3; channel++) {
          row[3 * x + channel] = seen(level(planes, from, x, channel), opacity);
        }
      }
      case TiffLayout.CMYK -> {
        int paper = 255 - level(planes, from, x, 3);
        for (int channel = 0; channel < 3; channel++) {
          int level = (255 - level(planes, from, x, channel)) * paper / 255;
          row[3 * x + channel] = seen(level, opacity);
        }
      }
      default -> {
        int level = level(planes, from, x, 0);
        boolean turned = layout.photometric() == TiffLayout.WHITE_IS_ZERO;
        row[x] = seen(turned ? 255 - level : level, opacity);
      }
    }
  }

  private byte seen(int level, int opacity) {
    if (layout.premultiplied()) {
      return (byte) Math.min(255, level + 255 - opacity);
    }
    return Samples.onWhite(level, opacity);
  }

  /** A sample, 0 to 255. */
  private int level(byte[][] planes, int from, int x, int sample) throws ImageFormatException {
    byte[] plane = planes[layout.apart() ? sample : 0];
    int i = layout.apart() ? x : x * layout.samples() + sample;
    if (layout.real()) {
      boolean wide = layout.bits() == 64;
      return level(
          wide
              ? (double) doubles.get(plane, from + 8 * i)
              : (float) floats.get(plane, from + 4 * i));
    }
    return switch (layout.bits()) {
      case 8 -> plane[from + i] & 0xff;
      case 16 -> Samples.scaled((short) shorts.get(plane, from + 2 * i) & 0xffff, 65_535);
      case 32 ->
          (int) ((((int) ints.get(plane, from + 4 * i) & 0xffff_ffffL) * 255 + (1L << 31)) >>> 32);
      default -> Samples.scaled(packed(plane, from, i), (1 << layout.bits()) - 1);
    };
  }

  private int packed(byte[] plane, int from, int i) {
    return layout.bits() == 8
        ? plane[from + i] & 0xff
        : Samples.packed(plane, from, i, layout.bits());
  }

  private int level(double sample) throws ImageFormatException {
    if (!(sample >= -ROUNDING && sample <= 1 + ROUNDING)) {
      throw bytes.unsupported("floating point samples like " + sample, "0 to 1");
    }
    return (int) Math.round(255 * Math.clamp(sample, 0.0, 1.0));
  }
}
