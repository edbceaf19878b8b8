package io.tercet.nn.op;

import io.tercet.nn.ImageShape;

/** The windows of an image times a kernel: the arithmetic of a convolution, one image at a time. */
sealed interface ConvolutionAlgorithm permits DirectConvolution, WinogradConvolution {

  /**
   * The fastest for such images.
   *
   * @param image padding included
   */
  static ConvolutionAlgorithm of(ImageShape image, int kernel, int stride, int filters) {
    return WinogradConvolution.suits(image, kernel, stride, filters)
        ? WinogradConvolution.of(image, filters)
        : new DirectConvolution(image, kernel, stride, filters);
  }

  /** Images as they are taken: what lies right of and below what was asked for may be anything. */
  ImageShape image();

  /** Outputs as they are written: those right of and below the windows asked for do not count. */
  ImageShape output();

  /** Numbers of a packed kernel. */
  int packedSize();

  /** Lays out a kernel [kernel x kernel x channels x filters], once for many images. */
  void pack(float[] w, int offset, float[] packed);

  /**
   * y = windows(x) w.
   *
   * @param x an {@link #image}, from {@code xAt} on
   * @param packed the kernel
   * @param y receives an {@link #output}, from {@code yAt} on
   */
  void multiply(float[] x, int xAt, float[] packed, float[] y, int yAt);
}
