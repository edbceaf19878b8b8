package io.tercet.image;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A picture of a folder.
 *
 * @param header what its file says of itself
 */
record ImageExample(Path file, ImageFile.Header header) {
  DecodedImage decode(TargetShape shape) throws IOException {
    DecodedImage picture = ImageFile.read(file, header, shape.size());
    return shape.colour() ? picture.toColour() : picture.toGrey();
  }
}
