package io.tercet.image;

/**
 * Size of an image.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 */
public record ImageSize(int width, int height) {

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if width or height is less than 1
   */
  public ImageSize {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "an image must have at least 1 x 1 pixels, found %d x %d".formatted(width, height));
    }
  }

  /** {@return the size with width and height exchanged} */
  public ImageSize turned() {
    return new ImageSize(/* width= */ height, /* height= */ width);
  }

  /** "28x28": width, then height. */
  @Override
  public String toString() {
    return width + "x" + height;
  }
}
