package io.tercet.image.format;

import org.jspecify.annotations.Nullable;

/**
 * The segments of a JPEG file (ISO/IEC 10918-1). A whole file ends with the marker EOI; what
 * follows it, a second picture or filling, is passed over. What the decoder gets is the picture
 * alone: no profiles, thumbnails or notes, and one mark that says which colours it is of.
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
  private final JpegImage picture;
  private final JpegColors colours = new JpegColors();
  private @Nullable JpegFrame frame;
  private int orientation = Exif.UPRIGHT;
  private boolean exifSeen;
  private int scans;
  private int at = 2;

  private JpegFile(ImageBytes bytes) {
    this.bytes = bytes;
    this.picture = new JpegImage(bytes);
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
        throw bytes.damaged("another picture begins at byte %d, within this one".formatted(at - 2));
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

  /** The next marker; bytes that are none before it are passed over, as other readers do. */
  private int nextMarker() throws ImageFormatException {
    byte[] content = bytes.content();
    while (true) {
      while (at < content.length && content[at] != -1) {
        at++;
      }
      while (at < content.length && content[at] == -1) {
        at++;
      }
      bytes.require(at, 1, "its picture data; there is no end marker");
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
      picture.add(from, at);
    } else if (marker != COMMENT) {
      if (JpegFrame.isFrame(marker)) {
        frame = JpegFrame.read(bytes, marker, data, end, frame != null);
      }
      picture.add(from, end);
    }
  }

  private void readApplication(int marker, int data, int end) {
    if (marker == FIRST_APP && bytes.hasText(data, "JFIF\0")) {
      colours.foundJfif();
    } else if (marker == 0xee && end - data >= 12 && bytes.hasText(data, "Adobe")) {
      colours.foundAdobe(bytes.content()[data + 11]);
    } else if (marker == 0xe1 && !exifSeen && bytes.hasText(data, "Exif\0\0")) {
      exifSeen = true;
      orientation = Exif.orientation(bytes, data + 6, end);
    }
  }

  private void readScan(int data, int end) throws ImageFormatException {
    JpegFrame read = frame;
    if (read == null) {
      throw bytes.damaged("its picture data come before its header");
    }
    if (++scans > MOST_SCANS) {
      throw bytes.unsupported("more than %d scans".formatted(MOST_SCANS), "fewer");
    }
    read.addScan(bytes, data, end);
    skipCodes();
  }

  /** Passes over the codes of a scan, up to the next marker that is none of them. */
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
      throw bytes.damaged("there is no picture in it");
    }
    read.requireAllSeen(bytes);
    JpegColors.Kind kind = colours.kind(read.identifiers());
    return new ImageHeader(
        read.size(),
        kind != JpegColors.Kind.GREY,
        orientation,
        read.memory() + bytes.length(),
        () -> picture.decode(kind, read.size()));
  }
}
