package io.tercet.nn;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tercet.tensor.Activation;
import java.util.List;

/**
 * A 2-D convolution (cross-correlation, as usual in machine learning): y[r, c, f] =
 * activation(bias[f] + sum over i, j, d of kernel[i, j, d, f] x[r stride + i - padding, c stride +
 * j - padding, d]), where x is 0 outside the image. From [h, w, d] to [(h + 2 padding - kernel) /
 * stride + 1, likewise for w, filters].
 *
 * <p>With groups, channels and filters are divided into that many equal groups, in order, and a
 * filter sums over the channels of its own group only; with one group per channel the convolution
 * is depthwise. The kernel is [kernel x kernel x channels / groups x filters].
 *
 * @param filters number of output channels, at least 1
 * @param kernel side of the square window, at least 1
 * @param stride pixels between windows, at least 1
 * @param padding width of the zero padding, at least 0 and below {@code kernel}
 * @param groups at least 1; must divide the channels and the filters
 * @param activation applied to each output
 */
public record Conv2d(
    @JsonProperty(required = true) int filters,
    @JsonProperty(required = true) int kernel,
    @JsonProperty(required = true) int stride,
    @JsonProperty(required = true) int padding,
    @JsonProperty(required = true) int groups,
    @JsonProperty(required = true) Activation activation)
    implements Layer {

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if one is out of its range, or the filters are not a multiple
   *     of the groups
   */
  public Conv2d {
    LayerChecks.requireActivation(activation, "a convolution");
    if (filters < 1 || kernel < 1 || stride < 1 || padding < 0 || padding >= kernel) {
      throw new IllegalArgumentException(
          ("a convolution needs at least 1 filter, a kernel and stride of at least 1 and a padding"
                  + " of 0 to kernel - 1, found %d, %d, %d and %d")
              .formatted(filters, kernel, stride, padding));
    }
    if (groups < 1 || filters % groups != 0) {
      throw new IllegalArgumentException(
          "the filters of a convolution must be a multiple of its groups, found %d and %d"
              .formatted(filters, groups));
    }
  }

  /**
   * Creates a convolution with one group.
   *
   * @param filters the number of channels of the output, at least 1
   * @param kernel side of the window in pixels, at least 1
   * @param stride pixels between windows, at least 1
   * @param padding zeros around the image, 0 to kernel - 1
   * @param activation applied to each output
   */
  public Conv2d(int filters, int kernel, int stride, int padding, Activation activation) {
    this(filters, kernel, stride, padding, 1, activation);
  }

  /**
   * {@return a convolution with stride 1, no padding and one group}
   *
   * @param filters the number of channels of the output, at least 1
   * @param kernel side of the window in pixels, at least 1
   * @param activation applied to each output
   */
  public static Conv2d of(int filters, int kernel, Activation activation) {
    return new Conv2d(filters, kernel, 1, 0, activation);
  }

  /**
   * {@return a depthwise convolution with stride 1 and, for an odd kernel, outputs of the size of
   * inputs}
   *
   * @param channels the number of channels of input and output
   * @param kernel side of the window in pixels, at least 1
   * @param activation applied to each output
   */
  public static Conv2d depthwise(int channels, int kernel, Activation activation) {
    return new Conv2d(channels, kernel, 1, kernel / 2, channels, activation);
  }

  @Override
  public List<Integer> outputShape(List<Integer> input) {
    ImageShape image = ImageShape.of(input, title());
    if (image.channels() % groups != 0) {
      throw new IllegalArgumentException(
          "a convolution in %d groups cannot take %d channels".formatted(groups, image.channels()));
    }
    int height = windows(image.height());
    int width = windows(image.width());
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "a window of %d x %d does not fit into images of %d x %d with padding %d"
              .formatted(kernel, kernel, image.height(), image.width(), padding));
    }
    return List.of(height, width, filters);
  }

  private int windows(int size) {
    long windows = Math.floorDiv(size + 2L * padding - kernel, (long) stride) + 1;
    return (int) Math.min(windows, Integer.MAX_VALUE);
  }

  @Override
  public List<ParameterSpec> weights(List<Integer> input) {
    int channels = ImageShape.of(input, title()).channels();
    return List.of(
        new ParameterSpec(
            "kernel",
            List.of(kernel, kernel, channels / groups, filters),
            groups,
            Initializer.GLOROT_UNIFORM),
        new ParameterSpec("bias", List.of(filters), Initializer.ZEROS));
  }

  @Override
  public String title() {
    return "Conv2d";
  }

  @Override
  public boolean isSpatial() {
    return true;
  }
}
