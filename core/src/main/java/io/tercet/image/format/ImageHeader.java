package io.tercet.image.format;

import io.tercet.image.ImageSize;
import java.io.IOException;

/**
 * The header of an image file whose structure was checked. Nothing is decoded yet.
 *
 * @param size size as stored, before orientation is applied
 * @param color whether the image may have colors other than gray
 * @param orientation the EXIF orientation, 1 to 8; 1 if absent or invalid
 * @param memory bytes that decoding needs in addition to the file
 * @param decoder starts decoding
 */
public record ImageHeader(
    ImageSize size, boolean color, int orientation, long memory, Decoder decoder) {

  /** Starts decoding. */
  public interface Decoder {
    ImageRows start() throws IOException;
  }

  public int channels() {
    return color ? 3 : 1;
  }

  /** Size in upright orientation. */
  public ImageSize uprightSize() {
    return Exif.isTurned(orientation) ? size.turned() : size;
  }
}
