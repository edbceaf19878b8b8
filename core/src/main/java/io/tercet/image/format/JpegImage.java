package io.tercet.image.format;

import io.tercet.image.ImageSize;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageReader;

/** The segments of a JPEG file needed for decoding, decoded by the JDK's reader. */
final class JpegImage {
  private static final byte[] START = {(byte) 0xff, (byte) 0xd8};
  private static final byte[] END = {(byte) 0xff, (byte) 0xd9};
  private static final byte[] JFIF = {
    (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
  };

  /** The Adobe marker; its last byte, 0, means that no color transform was applied. */
  private static final byte[] ADOBE = {
    (byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
  };

  /** Warnings of the decoder that do not concern pixels. */
  private static final List<String> HARMLESS =
      List.of("extraneous bytes", "Invalid SOS parameters", "color profile", "JFIF");

  private final ImageBytes bytes;
  private final List<int[]> parts = new ArrayList<>();

  JpegImage(ImageBytes bytes) {
    this.bytes = bytes;
  }

  void add(int from, int to) {
    parts.add(new int[] {from, to});
  }

  ImageRows decode(JpegColors.Kind kind, ImageSize size) throws IOException {
    boolean inks = kind == JpegColors.Kind.CMYK || kind == JpegColors.Kind.YCCK;
    ImageReader reader = OtherReaders.jpeg();
    List<String> warnings = OtherReaders.listen(reader);
    Raster raster =
        OtherReaders.read(
            bytes,
            reader,
            new ContentStream(stripped(kind)),
            size,
            r -> inks ? r.readRaster(0, null) : r.read(0).getRaster());
    for (String warning : warnings) {
      if (HARMLESS.stream().noneMatch(warning::contains)) {
        throw bytes.damaged(warning);
      }
    }
    if (inks) {
      return new InkRows(raster, kind == JpegColors.Kind.YCCK);
    }
    return new RasterRows(raster, 255, RasterRows.NO_OPACITY);
  }

  private byte[] stripped(JpegColors.Kind kind) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length());
    out.writeBytes(START);
    boolean plain = kind == JpegColors.Kind.GRAY || kind == JpegColors.Kind.YCBCR;
    out.writeBytes(plain ? JFIF : ADOBE);
    for (int[] part : parts) {
      out.write(bytes.content(), part[0], part[1] - part[0]);
    }
    out.writeBytes(END);
    return out.toByteArray();
  }
}
