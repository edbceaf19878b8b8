package io.tercet.image;

import java.io.IOException;
import java.nio.file.Path;

/**
 * An image file of a folder.
 *
 * @param header the header of the file
 */
record ImageExample(Path file, ImageFile.Header header) {
  DecodedImage decode(TargetShape shape, ImageContents contents) throws IOException {
    DecodedImage image = ImageFile.read(file, header, contents, shape.size());
    return shape.color() ? image.toColor() : image.toGray();
  }
}
