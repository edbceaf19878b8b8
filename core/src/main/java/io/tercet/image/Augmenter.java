package io.tercet.image;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Applies an {@link Augmentation}. Each pixel of the result is sampled from the source image with
 * bilinear interpolation; beyond the edges, edge pixels are repeated. Thread-safe.
 */
public final class Augmenter {
  /** Points of the elastic grid along each side. */
  private static final int GRID = 5;

  private final Augmentation augmentation;
  private final int height;
  private final int width;
  private final int channels;

  /**
   * Creates an augmenter for images of one shape.
   *
   * @param augmentation the random changes
   * @param shape [height, width] or [height, width, channels]
   * @throws IllegalArgumentException if the shape is not that of an image
   */
  public Augmenter(Augmentation augmentation, List<Integer> shape) {
    if (shape.size() < 2 || shape.size() > 3) {
      throw new IllegalArgumentException(
          "augmentation is for images, found examples of shape " + shape);
    }
    this.augmentation = augmentation;
    this.height = shape.get(0);
    this.width = shape.get(1);
    this.channels = shape.size() == 3 ? shape.get(2) : 1;
  }

  /**
   * Augments one image.
   *
   * @param image [height x width x channels] in [0, 1]
   * @param changed receives the result, in [0, 1], starting at {@code offset}
   * @param offset the index of the first value in {@code changed}
   * @param progress training progress, 0 to 1
   * @param random source of randomness
   */
  public void apply(
      float[] image, float[] changed, int offset, double progress, RandomGenerator random) {
    int size = height * width * channels;
    double unchanged = augmentation.unchangedShareAt(progress);
    if (unchanged > 0 && random.nextDouble() < unchanged) {
      System.arraycopy(image, 0, changed, offset, size);
      return;
    }
    if (augmentation.moves()) {
      new Warp(random).apply(image, changed, offset);
    } else {
      System.arraycopy(image, 0, changed, offset, size);
    }
    if (augmentation.brightness() > 0 || augmentation.contrast() > 0) {
      recolor(changed, offset, size, random);
    }
    if (augmentation.erase() > 0) {
      erase(changed, offset, size, random);
    }
  }

  private void recolor(float[] changed, int offset, int size, RandomGenerator random) {
    float brightness = (float) around(augmentation.brightness(), random);
    float contrast = (float) (1 + around(augmentation.contrast(), random));
    for (int i = offset; i < offset + size; i++) {
      changed[i] = Math.clamp((changed[i] - 0.5f) * contrast + 0.5f + brightness, 0f, 1f);
    }
  }

  private void erase(float[] changed, int offset, int size, RandomGenerator random) {
    double side = random.nextDouble() * augmentation.erase();
    int rows = (int) Math.round(side * height);
    int columns = (int) Math.round(side * width);
    int top = random.nextInt(height - rows + 1);
    int left = random.nextInt(width - columns + 1);
    double sum = 0;
    for (int i = offset; i < offset + size; i++) {
      sum += changed[i];
    }
    for (int y = top; y < top + rows; y++) {
      int from = offset + (y * width + left) * channels;
      Arrays.fill(changed, from, from + columns * channels, (float) (sum / size));
    }
  }

  private static double around(double most, RandomGenerator random) {
    return most * (2 * random.nextDouble() - 1);
  }

  /** The geometric transformation of one image. */
  private final class Warp {
    private final double a;
    private final double b;
    private final double c;
    private final double d;
    private final double shiftX;
    private final double shiftY;
    private final float[] gridX = new float[GRID * GRID];
    private final float[] gridY = new float[GRID * GRID];

    Warp(RandomGenerator random) {
      double angle = Math.toRadians(around(augmentation.rotation(), random));
      double shear = Math.tan(Math.toRadians(around(augmentation.shear(), random)));
      double size = 1 / (1 + around(augmentation.scale(), random));
      double side = augmentation.flip() && random.nextBoolean() ? -1 : 1;
      a = side * size * Math.cos(angle);
      b = size * (Math.sin(angle) + shear * Math.cos(angle));
      c = side * size * -Math.sin(angle);
      d = size * (Math.cos(angle) - shear * Math.sin(angle));
      shiftX = around(augmentation.shift(), random);
      shiftY = around(augmentation.shift(), random);
      for (int i = 0; i < gridX.length && augmentation.elastic() > 0; i++) {
        gridX[i] = (float) around(augmentation.elastic(), random);
        gridY[i] = (float) around(augmentation.elastic(), random);
      }
    }

    void apply(float[] image, float[] changed, int offset) {
      double middleX = (width - 1) / 2.0;
      double middleY = (height - 1) / 2.0;
      int at = offset;
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          double fromX = a * (x - middleX) + b * (y - middleY) + middleX - shiftX;
          double fromY = c * (x - middleX) + d * (y - middleY) + middleY - shiftY;
          if (augmentation.elastic() > 0) {
            fromX += elastic(gridX, x, y);
            fromY += elastic(gridY, x, y);
          }
          lookUp(image, (float) fromX, (float) fromY, changed, at);
          at += channels;
        }
      }
    }

    /** Interpolates between the four grid points around a pixel. */
    private float elastic(float[] grid, int x, int y) {
      float across = x * (GRID - 1f) / Math.max(1, width - 1);
      float down = y * (GRID - 1f) / Math.max(1, height - 1);
      int left = Math.min((int) across, GRID - 2);
      int top = Math.min((int) down, GRID - 2);
      int at = top * GRID + left;
      float upper = between(grid[at], grid[at + 1], across - left);
      float lower = between(grid[at + GRID], grid[at + GRID + 1], across - left);
      return between(upper, lower, down - top);
    }

    private void lookUp(float[] image, float x, float y, float[] changed, int at) {
      int left = (int) Math.floor(x);
      int top = (int) Math.floor(y);
      for (int channel = 0; channel < channels; channel++) {
        float upper = row(image, left, top, x - left, channel);
        float lower = row(image, left, top + 1, x - left, channel);
        changed[at + channel] = between(upper, lower, y - top);
      }
    }

    private float row(float[] image, int left, int y, float share, int channel) {
      int row = Math.clamp(y, 0, height - 1) * width;
      int first = (row + Math.clamp(left, 0, width - 1)) * channels + channel;
      int second = (row + Math.clamp(left + 1, 0, width - 1)) * channels + channel;
      return between(image[first], image[second], share);
    }

    private static float between(float first, float second, float share) {
      return first + share * (second - first);
    }
  }
}
