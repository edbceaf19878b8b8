package io.tercet.image.format;

import org.jspecify.annotations.Nullable;

/**
 * Parses the segments of a JPEG file (ISO/IEC 10918-1). A complete file ends with the EOI marker;
 * what follows, a second image or padding, is ignored. The decoder gets only the image: no
 * profiles, thumbnails or comments, and one marker that determines the color space.
 */
final class JpegFile {
  private static final int START = 0xd8;
  private static final int END = 0xd9;
  private static final int SCAN = 0xda;
  private static final int FIRST_APP = 0xe0;
  private static final int LAST_APP = 0xef;
  private static final int COMMENT = 0xfe;
  private static final int MOST_SCANS = 256;

  private final ImageBytes bytes;
  private final JpegImage image;
  private final JpegColors colors = new JpegColors();
  private @Nullable JpegFrame frame;
  private int orientation = Exif.UPRIGHT;
  private boolean exifSeen;
  private int scans;
  private int at = 2;

  private JpegFile(ImageBytes bytes) {
    this.bytes = bytes;
    this.image = new JpegImage(bytes);
  }

  static ImageHeader outline(ImageBytes bytes) throws ImageFormatException {
    JpegFile file = new JpegFile(bytes);
    file.readSegments();
    return file.outline();
  }

  private void readSegments() throws ImageFormatException {
    int marker = nextMarker();
    while (marker != END) {
      if (marker == START) {
        throw bytes.damaged("another image begins at byte %d, within this one".formatted(at - 2));
      }
      if (!isAlone(marker)) {
        readSegment(marker);
      }
      marker = nextMarker();
    }
  }

  /** Whether a marker has no segment: RST and TEM. */
  private static boolean isAlone(int marker) {
    return (marker >= 0xd0 && marker <= 0xd7) || marker == 1;
  }

  /** The next marker; other bytes before it are skipped, as in other readers. */
  private int nextMarker() throws ImageFormatException {
    byte[] content = bytes.content();
    while (true) {
      while (at < content.length && content[at] != -1) {
        at++;
      }
      while (at < content.length && content[at] == -1) {
        at++;
      }
      bytes.require(at, 1, "the image data; there is no end marker");
      int marker = bytes.unsigned8(at++);
      if (marker != 0) {
        return marker;
      }
    }
  }

  private void readSegment(int marker) throws ImageFormatException {
    int from = at - 2;
    int length = bytes.big16(at);
    bytes.require(at, Math.max(length, 2), "a segment");
    int data = at + 2;
    int end = at + Math.max(length, 2);
    at = end;
    if (marker >= FIRST_APP && marker <= LAST_APP) {
      readApplication(marker, data, end);
    } else if (marker == SCAN) {
      readScan(data, end);
      image.add(from, at);
    } else if (marker != COMMENT) {
      if (JpegFrame.isFrame(marker)) {
        frame = JpegFrame.read(bytes, marker, data, end, frame != null);
      }
      image.add(from, end);
    }
  }

  private void readApplication(int marker, int data, int end) {
    if (marker == FIRST_APP && bytes.hasText(data, "JFIF\0")) {
      colors.foundJfif();
    } else if (marker == 0xee && end - data >= 12 && bytes.hasText(data, "Adobe")) {
      colors.foundAdobe(bytes.content()[data + 11]);
    } else if (marker == 0xe1 && !exifSeen && bytes.hasText(data, "Exif\0\0")) {
      exifSeen = true;
      orientation = Exif.orientation(bytes, data + 6, end);
    }
  }

  private void readScan(int data, int end) throws ImageFormatException {
    JpegFrame read = frame;
    if (read == null) {
      throw bytes.damaged("the image data come before its header");
    }
    if (++scans > MOST_SCANS) {
      throw bytes.unsupported("more than %d scans".formatted(MOST_SCANS), "fewer");
    }
    read.addScan(bytes, data, end);
    skipCodes();
  }

  /** Skips the entropy-coded data of a scan up to the next marker. */
  private void skipCodes() {
    byte[] content = bytes.content();
    int end = content.length - 1;
    while (at < end) {
      if (content[at] != -1) {
        at++;
        continue;
      }
      int next = content[at + 1] & 0xff;
      if (next != 0 && next != 0xff && !isAlone(next)) {
        return;
      }
      at += next == 0xff ? 1 : 2;
    }
    at = content.length;
  }

  private ImageHeader outline() throws ImageFormatException {
    JpegFrame read = frame;
    if (read == null || scans == 0) {
      throw bytes.damaged("no image found");
    }
    read.requireAllSeen(bytes);
    JpegColors.Kind kind = colors.kind(read.identifiers());
    return new ImageHeader(
        read.size(),
        kind != JpegColors.Kind.GRAY,
        orientation,
        read.memory() + bytes.length(),
        () -> image.decode(kind, read.size()));
  }
}
