package io.tercet.nn.op;

/** Buffers of one call, overwritten by each layer. */
final class InferenceBuffers {
  private final float[] kernel;
  private final float[] image;
  private final float[] groupInput;
  private final float[] groupOutput;

  InferenceBuffers(Sizes sizes) {
    this.kernel = new float[sizes.kernel];
    this.image = new float[sizes.image];
    this.groupInput = new float[sizes.groupInput];
    this.groupOutput = new float[sizes.groupOutput];
  }

  /** Their lengths. */
  record Sizes(int kernel, int image, int groupInput, int groupOutput) {
    static final Sizes NONE = new Sizes(0, 0, 0, 0);

    /** Enough for both. */
    Sizes max(Sizes other) {
      return new Sizes(
          Math.max(kernel, other.kernel),
          Math.max(image, other.image),
          Math.max(groupInput, other.groupInput),
          Math.max(groupOutput, other.groupOutput));
    }

    /** All together. */
    long total() {
      return (long) kernel + image + groupInput + groupOutput;
    }
  }

  /** What kernels keep between their loops. */
  float[] kernel() {
    return kernel;
  }

  /** An image with its padding. */
  float[] image() {
    return image;
  }

  /** A group's channels of an image. */
  float[] groupInput() {
    return groupInput;
  }

  /** A group's outputs for an image. */
  float[] groupOutput() {
    return groupOutput;
  }
}
