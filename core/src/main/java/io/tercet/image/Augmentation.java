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

  /** Whether images are left unchanged. */
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

  /** Starts from nothing that is changed. */
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

    /** Pixels, to each side and up or down; at most 1024. */
    public Builder shift(double pixels) {
      shift = pixels;
      return this;
    }

    /** Degrees, to either side; at most 180. */
    public Builder rotation(double degrees) {
      rotation = degrees;
      return this;
    }

    /** Share of the size, below 1. */
    public Builder scale(double share) {
      scale = share;
      return this;
    }

    /** Degrees, at most 45. */
    public Builder shear(double degrees) {
      shear = degrees;
      return this;
    }

    /** Pixels that points of a coarse grid move; at most 1024. */
    public Builder elastic(double pixels) {
      elastic = pixels;
      return this;
    }

    /** Share of white added or taken away, at most 1. */
    public Builder brightness(double share) {
      brightness = share;
      return this;
    }

    /** Share of the distance from the middle gray, at most 1. */
    public Builder contrast(double share) {
      contrast = share;
      return this;
    }

    /** Side of an erased square as a share of the image's, at most 1. */
    public Builder erase(double share) {
      erase = share;
      return this;
    }

    /** Share of the images that stay as they are, at most 1. */
    public Builder unchangedShare(double share) {
      unchangedShare = share;
      return this;
    }

    /** Lets the share of unchanged images grow to all of them by the end of the training. */
    public Builder annealing() {
      annealing = true;
      return this;
    }

    /** Exchanges left and right half of the time. */
    public Builder flip() {
      flip = true;
      return this;
    }

    /**
     * The augmentation.
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
