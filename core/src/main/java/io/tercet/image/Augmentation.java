package io.tercet.image;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;

/**
 * How images are changed while an encoder is trained on them, each time anew, so that it learns
 * what does not matter. Every amount is the most; what happens is drawn uniformly up to it, to
 * either side. 0 leaves a part out.
 *
 * @param shift pixels, to each side and up or down
 * @param rotation degrees, at most 180
 * @param scale share of the size, below 1: 0.1 for 90 % to 110 %
 * @param shear degrees, at most 45
 * @param elastic pixels that points of a coarse grid move, and all between them with them (after
 *     Simard, Steinkraus and Platt 2003, whose fields are smoothed noise)
 * @param brightness share of white added or taken away, at most 1
 * @param contrast share of the distance from the middle grey added or taken away, at most 1
 * @param erase side of a square of mean brightness put somewhere, as a share of the image's, at
 *     most 1 (Zhong et al. 2017)
 * @param unchangedShare share of the images that are left as they are, at most 1
 * @param annealing whether that share grows to all of them by the end of the training, late rather
 *     than early: what others are compared with later is images as they are
 * @param flip whether left and right are exchanged half of the time; not for letters and digits
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
  /** Nothing is changed. */
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

  /** Whether nothing is changed. */
  @JsonIgnore
  @SuppressWarnings("ReferenceEquality") // the JVM makes a record's comparison at its first use
  public boolean isNone() {
    return this == NONE || equals(NONE);
  }

  /**
   * The share of the images that are left as they are.
   *
   * @param progress how much of the training is done, 0 to 1
   */
  double unchangedShareAt(double progress) {
    return annealing
        ? unchangedShare + (1 - unchangedShare) * progress * progress * progress
        : unchangedShare;
  }

  /** Whether pixels move. */
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

    /** Share of the distance from the middle grey, at most 1. */
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
