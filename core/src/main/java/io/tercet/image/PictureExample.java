package io.tercet.image;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A picture of a folder.
 *
 * @param header what its file says of itself
 */
record PictureExample(Path file, PictureFile.Header header) {
  Picture decode(PictureShape shape) throws IOException {
    Picture picture = PictureFile.read(file, header, shape.size());
    return shape.colour() ? picture.toColour() : picture.toGrey();
  }
}
