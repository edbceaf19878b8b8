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
 * Reads picture files: PNG, JPEG, GIF, BMP, TIFF, WebP, PGM and PPM, told by their content. Files
 * are looked through before they are decoded: one that was cut is refused, and so is one that would
 * take more than its share of memory or time. Of a file with several pictures the first counts;
 * transparent parts show white; numbers are taken as they are stored, without colour profiles.
 */
final class ImageFile {
  private ImageFile() {}

  /**
   * What a file says of itself.
   *
   * @param size upright
   * @param colour whether there may be more than shades of grey
   * @param memory bytes that reading it takes
   * @param sha256 digest of the whole file, in hexadecimal
   */
  record Header(ImageSize size, boolean colour, long memory, String sha256) {}

  private interface Use<T> {
    T apply(byte[] content) throws IOException;
  }

  /**
   * Looks through a file without decoding it.
   *
   * @throws DataException if it is no picture, damaged, too large or of a kind that is not read
   */
  static Header header(Path path) throws IOException {
    return with(
        path,
        fileBytes(path),
        content -> {
          ImageHeader outline = ImageFormat.outline(content);
          long memory = outline.memory() + content.length;
          return new Header(outline.uprightSize(), outline.colour(), memory, sha256(content));
        });
  }

  /** Reads a picture in its own size. */
  static DecodedImage read(Path path) throws IOException {
    return read(path, header(path), null);
  }

  /**
   * Reads a picture.
   *
   * @param header what was found in the file before
   * @param target size of the result, which the picture covers; null for its own
   * @throws DataException if it is damaged
   */
  static DecodedImage read(Path path, Header header, @Nullable ImageSize target)
      throws IOException {
    ImageSize size = target == null ? header.size() : target;
    long result = (header.colour() ? 3L : 1L) * size.width() * size.height();
    return with(
        path,
        header.memory() + 2 * result,
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
          long share = DecodingBudget.OF_ALL.take(Path.of(name), outline.memory());
          try {
            return decode(outline, target);
          } finally {
            DecodingBudget.OF_ALL.giveBack(share);
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
      return scaler.picture().upright(outline.orientation());
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

  /** Hands the content of a file over, once there is memory for what is done with it. */
  private static <T> T with(Path path, long memory, Use<T> use) throws IOException {
    long share = DecodingBudget.OF_ALL.take(path, memory);
    try {
      return with(path.toString(), Files.readAllBytes(path), use);
    } finally {
      DecodingBudget.OF_ALL.giveBack(share);
    }
  }

  private static <T> T with(String path, byte[] content, Use<T> use) throws IOException {
    try {
      return use.apply(content);
    } catch (ImageFormatException e) {
      throw new DataException(path + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      // A file that makes no sense in a way nobody thought of is one more that cannot be read.
      throw new DataException(
          "%s: damaged: cannot be decoded (%s)".formatted(path, e.getClass().getSimpleName()), e);
    } catch (OutOfMemoryError e) {
      throw new DataException(
          "%s: decoding it takes more memory than there is (-Xmx)".formatted(path), e);
    }
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // each Java platform has it
    }
  }
}
