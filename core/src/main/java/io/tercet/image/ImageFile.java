package io.tercet.image;

import io.tercet.data.DataException;
import io.tercet.image.format.Exif;
import io.tercet.image.format.ImageFormat;
import io.tercet.image.format.ImageFormatException;
import io.tercet.image.format.ImageHeader;
import io.tercet.image.format.ImageLimits;
import io.tercet.image.format.ImageRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Reads image files: PNG, JPEG, GIF, BMP, TIFF, WebP, PGM and PPM, detected by content. The
 * structure of a file is checked before it is decoded: truncated files are rejected, and so are
 * files whose decoding would exceed limits of memory or time. Only the first image of a file is
 * read; transparency is composited on white; color profiles are ignored.
 */
final class ImageFile {
  private ImageFile() {}

  /**
   * The header of an image file.
   *
   * @param size size in upright orientation
   * @param color whether the image may have colors other than gray
   * @param memory bytes needed for reading
   * @param sha256 digest of the whole file, in hexadecimal
   */
  record Header(ImageSize size, boolean color, long memory, String sha256) {}

  private interface Source {
    byte[] read() throws IOException;
  }

  private interface Use<T> {
    T apply(byte[] content) throws IOException;
  }

  /**
   * Checks the structure of a file without decoding it.
   *
   * @param contents keeps the content for decoding
   * @throws DataException if it is not an image, damaged, too large or of an unsupported kind
   */
  static Header header(Path path, ImageContents contents) throws IOException {
    return with(
        path,
        fileBytes(path),
        () -> Files.readAllBytes(path),
        content -> {
          ImageHeader outline = ImageFormat.outline(content);
          long memory = outline.memory() + content.length;
          Header header =
              new Header(outline.uprightSize(), outline.color(), memory, sha256(content));
          contents.keep(path, content);
          return header;
        });
  }

  /** Reads an image at its original size. */
  static DecodedImage read(Path path) throws IOException {
    ImageContents contents = ImageContents.ofHeap();
    return read(path, header(path, contents), contents, null);
  }

  /**
   * Reads an image.
   *
   * @param header the header read before
   * @param contents the contents kept by reading headers
   * @param target size of the result, which the image is scaled to cover; null for the original
   *     size
   * @throws DataException if it is damaged
   */
  static DecodedImage read(
      Path path, Header header, ImageContents contents, @Nullable ImageSize target)
      throws IOException {
    byte[] kept = contents.take(path);
    ImageSize size = target == null ? header.size() : target;
    long result = (header.color() ? 3L : 1L) * size.width() * size.height();
    return with(
        path,
        header.memory() + 2 * result,
        () -> kept == null ? Files.readAllBytes(path) : kept,
        content -> decode(ImageFormat.outline(content), target));
  }

  /**
   * Reads a picture from the content of its file, which is looked through and decoded in one go.
   *
   * @param name for messages
   * @param target size of the result, which the picture covers
   * @throws DataException if it is no picture or damaged
   */
  static DecodedImage read(String name, byte[] content, ImageSize target) throws IOException {
    return with(
        name,
        content,
        found -> {
          ImageHeader outline = ImageFormat.outline(found);
          long share = DecodingBudget.OF_ALL.acquire(Path.of(name), outline.memory());
          try {
            return decode(outline, target);
          } finally {
            DecodingBudget.OF_ALL.release(share);
          }
        });
  }

  /** The content of a file, which is not larger than pictures may be. */
  static byte[] content(Path path) throws IOException {
    fileBytes(path);
    return Files.readAllBytes(path);
  }

  private static DecodedImage decode(ImageHeader outline, @Nullable ImageSize target)
      throws IOException {
    boolean turned = Exif.isTurned(outline.orientation());
    ImageSize upright = target == null ? outline.uprightSize() : target;
    ImageSize stored = turned ? upright.turned() : upright;
    ImageSize size = outline.size();
    byte[] row = new byte[size.width() * outline.channels()];
    ImageRows rows = outline.decoder().start();
    try {
      if (stored.equals(size)) {
        return whole(rows, row, size, outline.channels()).upright(outline.orientation());
      }
      RowScaler scaler = new RowScaler(size, stored, outline.channels());
      for (int y = 0; y < size.height(); y++) {
        rows.next(row);
        scaler.add(row);
      }
      return scaler.image().upright(outline.orientation());
    } finally {
      rows.close();
    }
  }

  private static DecodedImage whole(ImageRows rows, byte[] row, ImageSize size, int channels)
      throws IOException {
    byte[] samples = new byte[Math.multiplyExact(row.length, size.height())];
    for (int y = 0; y < size.height(); y++) {
      rows.next(row);
      System.arraycopy(row, 0, samples, y * row.length, row.length);
    }
    return new DecodedImage(size, channels, samples);
  }

  private static long fileBytes(Path path) throws IOException {
    long bytes = Files.size(path);
    if (bytes > ImageLimits.BYTES) {
      throw new DataException(
          "%s: a file of %d MB, expected at most %d"
              .formatted(path, bytes >> 20, ImageLimits.BYTES >> 20));
    }
    return bytes;
  }

  /** Passes the content of a file to {@code use} once the memory budget allows it. */
  private static <T> T with(Path path, long memory, Source source, Use<T> use) throws IOException {
    long share = DecodingBudget.OF_ALL.acquire(path, memory);
    try {
      return with(path.toString(), source.read(), use);
    } finally {
      DecodingBudget.OF_ALL.release(share);
    }
  }

  private static <T> T with(String path, byte[] content, Use<T> use) throws IOException {
    try {
      return use.apply(content);
    } catch (ImageFormatException e) {
      throw new DataException(path + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      // A file malformed in an unforeseen way is reported like other unreadable files.
      throw new DataException(
          "%s: damaged: cannot be decoded (%s)".formatted(path, e.getClass().getSimpleName()), e);
    } catch (OutOfMemoryError e) {
      throw new DataException("%s: decoding it exceeds the heap (-Xmx)".formatted(path), e);
    }
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform provides it
    }
  }
}
