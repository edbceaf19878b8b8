package io.tercet.image.format;

import io.tercet.image.ImageSize;
import java.io.IOException;

/**
 * What a picture file says of itself, once it is known that the file is whole. Nothing is decoded
 * yet.
 *
 * @param size as it is stored, before it is turned upright
 * @param colour whether there may be more than shades of grey
 * @param orientation as EXIF has it, 1 to 8; 1 where the file says nothing that makes sense
 * @param memory bytes that decoding takes beside the file
 * @param decoder starts to decode
 */
public record ImageHeader(
    ImageSize size, boolean colour, int orientation, long memory, Decoder decoder) {

  /** Starts to decode. */
  public interface Decoder {
    ImageRows start() throws IOException;
  }

  public int channels() {
    return colour ? 3 : 1;
  }

  /** As it is to be looked at. */
  public ImageSize uprightSize() {
    return Exif.isTurned(orientation) ? size.turned() : size;
  }
}
