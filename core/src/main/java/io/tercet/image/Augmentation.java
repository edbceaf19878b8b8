package io.tercet.image;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;

/**
 * Random augmentation of training images, drawn again each time an image is read, so that the
 * encoder becomes invariant to it. Every amount is a maximum; the actual value is drawn uniformly
 * up to it, in either direction. 0 disables an operation.
 *
 * @param shift pixels, horizontally and vertically
 * @param rotation degrees, at most 180
 * @param scale fraction of the size, below 1: 0.1 for 90 % to 110 %
 * @param shear degrees, at most 45
 * @param elastic displacement in pixels of the points of a coarse grid, interpolated between them
 *     (after Simard, Steinkraus and Platt 2003, who smooth a noise field)
 * @param brightness fraction of white added or subtracted, at most 1
 * @param contrast relative change of the difference from middle gray, at most 1
 * @param erase side of a square of mean brightness at a random position, as a fraction of the
 *     image's side, at most 1 (random erasing, Zhong et al. 2017)
 * @param unchangedShare share of images left unchanged, at most 1
 * @param annealing whether that share grows to 1 by the end of training, late rather than early,
 *     since evaluation uses unchanged images
 * @param flip whether half of the images are mirrored horizontally; not for letters and digits
 */
public record Augmentation(
    double shift,
    double rotation,
    double scale,
    double shear,
    double elastic,
    double brightness,
    double contrast,
    double erase,
    double unchangedShare,
    boolean annealing,
    boolean flip) {
  /** No augmentation. */
  public static final Augmentation NONE = new Augmentation(0, 0, 0, 0, 0, 0, 0, 0, 0, false, false);

  /**
   * Checks the amounts.
   *
   * @throws IllegalArgumentException if one is negative or above its maximum; the message lists all
   *     of these
   */
  public Augmentation {
    List<String> problems = new ArrayList<>();
    check(problems, "shift", shift, 1024);
    check(problems, "rotation", rotation, 180);
    check(problems, "scale", scale, 0.99);
    check(problems, "shear", shear, 45);
    check(problems, "elastic", elastic, 1024);
    check(problems, "brightness", brightness, 1);
    check(problems, "contrast", contrast, 1);
    check(problems, "erase", erase, 1);
    check(problems, "unchangedShare", unchangedShare, 1);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  private static void check(List<String> problems, String name, double found, double most) {
    if (!(found >= 0 && found <= most)) {
      problems.add("%s: found %s, expected 0 to %s".formatted(name, found, most));
    }
  }

  /** {@return whether images are left unchanged} */
  @JsonIgnore
  @SuppressWarnings("ReferenceEquality") // avoids linking the record's equals at startup
  public boolean isNone() {
    return this == NONE || equals(NONE);
  }

  /**
   * The share of images left unchanged.
   *
   * @param progress training progress, 0 to 1
   */
  double unchangedShareAt(double progress) {
    return annealing
        ? unchangedShare + (1 - unchangedShare) * progress * progress * progress
        : unchangedShare;
  }

  /** Whether there are geometric changes. */
  boolean moves() {
    return shift > 0 || rotation > 0 || scale > 0 || shear > 0 || elastic > 0 || flip;
  }

  /**
   * Starts from no augmentation.
   *
   * @return a builder whose amounts are all 0
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Sets amounts one by one. Not safe for several threads. */
  public static final class Builder {
    private double shift;
    private double rotation;
    private double scale;
    private double shear;
    private double elastic;
    private double brightness;
    private double contrast;
    private double erase;
    private double unchangedShare;
    private boolean annealing;
    private boolean flip;

    private Builder() {}

    /**
     * Sets the shift, horizontally and vertically.
     *
     * @param pixels 0 to 1024
     * @return this
     */
    public Builder shift(double pixels) {
      shift = pixels;
      return this;
    }

    /**
     * Sets the rotation, in either direction.
     *
     * @param degrees 0 to 180
     * @return this
     */
    public Builder rotation(double degrees) {
      rotation = degrees;
      return this;
    }

    /**
     * Sets the change of the size.
     *
     * @param share a fraction of the size, 0 to 0.99: 0.1 for 90 % to 110 %
     * @return this
     */
    public Builder scale(double share) {
      scale = share;
      return this;
    }

    /**
     * Sets the shear.
     *
     * @param degrees 0 to 45
     * @return this
     */
    public Builder shear(double degrees) {
      shear = degrees;
      return this;
    }

    /**
     * Sets the displacement of the points of a coarse grid.
     *
     * @param pixels 0 to 1024
     * @return this
     */
    public Builder elastic(double pixels) {
      elastic = pixels;
      return this;
    }

    /**
     * Sets the change of brightness.
     *
     * @param share the fraction of white added or subtracted, 0 to 1
     * @return this
     */
    public Builder brightness(double share) {
      brightness = share;
      return this;
    }

    /**
     * Sets the change of contrast.
     *
     * @param share the relative change of the difference from middle gray, 0 to 1
     * @return this
     */
    public Builder contrast(double share) {
      contrast = share;
      return this;
    }

    /**
     * Sets the side of the square that is erased.
     *
     * @param share a fraction of the image's side, 0 to 1
     * @return this
     */
    public Builder erase(double share) {
      erase = share;
      return this;
    }

    /**
     * Sets the share of images left unchanged.
     *
     * @param share 0 to 1
     * @return this
     */
    public Builder unchangedShare(double share) {
      unchangedShare = share;
      return this;
    }

    /**
     * Lets the share of unchanged images grow to all of them by the end of the training.
     *
     * @return this
     */
    public Builder annealing() {
      annealing = true;
      return this;
    }

    /**
     * Mirrors half of the images horizontally; not for letters and digits.
     *
     * @return this
     */
    public Builder flip() {
      flip = true;
      return this;
    }

    /**
     * {@return the augmentation}
     *
     * @throws IllegalArgumentException if an amount is out of its range; it names all
     */
    public Augmentation build() {
      return new Augmentation(
          shift,
          rotation,
          scale,
          shear,
          elastic,
          brightness,
          contrast,
          erase,
          unchangedShare,
          annealing,
          flip);
    }
  }
}
