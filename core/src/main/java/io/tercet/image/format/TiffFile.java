package io.tercet.image.format;

import java.util.HashSet;
import java.util.Set;

/**
 * Parses the directories of a TIFF file (TIFF 6.0). Everything they point to must be within the
 * file, also for later images; only the first image is read.
 */
final class TiffFile {
  private static final int ORIENTATION = 274;
  private static final int[] SUB_DIRECTORIES = {330, 34_665, 34_853};
  private static final int STRIPS = 273;
  private static final int STRIP_LENGTHS = 279;
  private static final int TILES = 324;
  private static final int TILE_LENGTHS = 325;
  private static final int MOST_DIRECTORIES = 4096;

  private final ImageBytes bytes;
  private final boolean little;

  private TiffFile(ImageBytes bytes) {
    this.bytes = bytes;
    this.little = bytes.hasText(0, "II");
  }

  static ImageHeader outline(ImageBytes bytes) throws ImageFormatException {
    TiffFile file = new TiffFile(bytes);
    if (bytes.unsigned8(bytes.hasText(0, "II") ? 2 : 3) != 42) {
      throw bytes.unsupported("64-bit offsets (BigTIFF)", "32-bit offsets");
    }
    TiffDirectory first = file.readDirectories();
    TiffLayout layout = TiffLayout.of(bytes, first);
    boolean own = TiffBlocks.canRead(layout);
    if (!own) {
      OtherTiff.check(bytes, layout);
    }
    int orientation = first.isShort(ORIENTATION) ? (int) first.number(ORIENTATION, 1) : 1;
    return new ImageHeader(
        layout.size(),
        layout.color(),
        Exif.orientation(orientation),
        layout.memory(own),
        () ->
            own ? new TiffRows(bytes, file.little, first, layout) : OtherTiff.rows(bytes, layout));
  }

  private TiffDirectory readDirectories() throws ImageFormatException {
    Set<Long> seen = new HashSet<>();
    long at = little ? bytes.little32(4) : bytes.big32(4);
    TiffDirectory first = null;
    while (at != 0 && seen.size() < MOST_DIRECTORIES) {
      if (!seen.add(at)) {
        throw bytes.damaged("circular directories at byte " + at);
      }
      TiffDirectory directory = new TiffDirectory(bytes, little, at);
      requireData(directory);
      for (int tag : SUB_DIRECTORIES) {
        for (int i = 0; i < Math.min(directory.count(tag), 16); i++) {
          requireData(new TiffDirectory(bytes, little, directory.number(tag, 0, i)));
        }
      }
      first = first == null ? directory : first;
      at = directory.next();
    }
    if (first == null) {
      throw bytes.damaged("no image found");
    }
    return first;
  }

  private void requireData(TiffDirectory directory) throws ImageFormatException {
    requireData(directory, STRIPS, STRIP_LENGTHS);
    requireData(directory, TILES, TILE_LENGTHS);
  }

  private void requireData(TiffDirectory directory, int places, int lengths)
      throws ImageFormatException {
    int count = directory.count(places);
    if (directory.has(lengths) && directory.count(lengths) < count) {
      throw bytes.damaged("the lengths of its %d strips or tiles are missing".formatted(count));
    }
    for (int i = 0; i < count; i++) {
      bytes.require(
          directory.number(places, 0, i), directory.number(lengths, 0, i), "the image data");
    }
  }
}
