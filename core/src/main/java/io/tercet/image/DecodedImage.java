package io.tercet.image;

/**
 * A decoded image with 8-bit samples.
 *
 * @param size width and height
 * @param channels 1 for grayscale, 3 for red, green, blue
 * @param samples [height x width x channels], unsigned; shared
 */
@SuppressWarnings("ArrayRecordComponent")
record DecodedImage(ImageSize size, int channels, byte[] samples) {

  int sample(int x, int y, int channel) {
    return samples[(y * size.width() + x) * channels + channel] & 0xff;
  }

  /** Converts to grayscale by the weights of ITU-R BT.601. */
  DecodedImage toGray() {
    if (channels == 1) {
      return this;
    }
    byte[] gray = new byte[size.width() * size.height()];
    for (int i = 0; i < gray.length; i++) {
      int red = samples[3 * i] & 0xff;
      int green = samples[3 * i + 1] & 0xff;
      int blue = samples[3 * i + 2] & 0xff;
      gray[i] = (byte) Math.round(0.299f * red + 0.587f * green + 0.114f * blue);
    }
    return new DecodedImage(size, 1, gray);
  }

  /** Converts grayscale to three equal channels. */
  DecodedImage toColor() {
    if (channels == 3) {
      return this;
    }
    byte[] color = new byte[3 * samples.length];
    for (int i = 0; i < color.length; i++) {
      color[i] = samples[i / 3];
    }
    return new DecodedImage(size, 3, color);
  }

  /**
   * Rotates or mirrors the image to be upright.
   *
   * @param orientation the EXIF orientation, 1 to 8
   */
  DecodedImage upright(int orientation) {
    if (orientation <= 1 || orientation > 8) {
      return this;
    }
    boolean turned = orientation >= 5;
    ImageSize standing = turned ? size.turned() : size;
    int width = standing.width();
    int height = standing.height();
    byte[] upright = new byte[samples.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int fromX = turned ? y : x;
        int fromY = turned ? x : y;
        if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8) {
          fromX = size.width() - 1 - fromX;
        }
        if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7) {
          fromY = size.height() - 1 - fromY;
        }
        System.arraycopy(
            samples,
            (fromY * size.width() + fromX) * channels,
            upright,
            (y * width + x) * channels,
            channels);
      }
    }
    return new DecodedImage(standing, channels, upright);
  }
}
