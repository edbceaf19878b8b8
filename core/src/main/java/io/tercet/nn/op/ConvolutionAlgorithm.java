package io.tercet.nn.op;

import io.tercet.nn.ImageShape;

/** The arithmetic of a convolution, one image at a time. */
sealed interface ConvolutionAlgorithm permits DirectConvolution, WinogradConvolution {

  /**
   * The fastest algorithm for the given shape.
   *
   * @param image shape including padding
   */
  static ConvolutionAlgorithm of(ImageShape image, int kernel, int stride, int filters) {
    return WinogradConvolution.suits(image, kernel, stride, filters)
        ? WinogradConvolution.of(image, filters)
        : new DirectConvolution(image, kernel, stride, filters);
  }

  /** Shape of inputs; values to the right of and below the requested image are arbitrary. */
  ImageShape image();

  /** Shape of outputs; values to the right of and below the requested windows are to be ignored. */
  ImageShape output();

  /** Number of floats of packed filters. */
  int packedSize();

  /** Packs filters [kernel x kernel x channels x filters], once for many images. */
  void pack(float[] w, int offset, float[] packed);

  /**
   * y = windows(x) w.
   *
   * @param x input of shape {@link #image}, starting at {@code xAt}
   * @param packed packed filters
   * @param y receives output of shape {@link #output}, starting at {@code yAt}
   */
  void multiply(float[] x, int xAt, float[] packed, float[] y, int yAt);
}
