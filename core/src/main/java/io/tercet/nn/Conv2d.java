package io.tercet.nn;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tercet.tensor.Activation;
import java.util.List;

/**
 * A convolution (as the field says; no kernel is turned round): y[r, c, f] = activation(bias[f] +
 * sum over i, j, d of kernel[i, j, d, f] x[r stride + i - padding, c stride + j - padding, d]),
 * where x is 0 beyond its edges. From [h, w, d] to [(h + 2 padding - kernel) / stride + 1, the same
 * of w, filters].
 *
 * <p>With groups, channels and filters are cut into that many equal shares, in order, and the sum
 * for a filter is over the channels of its own share only; with a group for each channel the
 * convolution is depthwise. The kernel is [kernel x kernel x channels / groups x filters].
 *
 * @param filters number of output channels, at least 1
 * @param kernel side of the square window, at least 1
 * @param stride pixels from window to window, at least 1
 * @param padding zeros around the image, at least 0 and below {@code kernel}
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

  public Conv2d {
    LayerChecks.requireActivation(activation, "a convolution");
    if (filters < 1 || kernel < 1 || stride < 1 || padding < 0 || padding >= kernel) {
      throw new IllegalArgumentException(
          ("a convolution has at least 1 filter, a kernel and stride of at least 1 and a padding of"
                  + " 0 to kernel - 1, found %d, %d, %d and %d")
              .formatted(filters, kernel, stride, padding));
    }
    if (groups < 1 || filters % groups != 0) {
      throw new IllegalArgumentException(
          "the filters of a convolution are a multiple of its groups, found %d and %d"
              .formatted(filters, groups));
    }
  }

  /** One group. */
  public Conv2d(int filters, int kernel, int stride, int padding, Activation activation) {
    this(filters, kernel, stride, padding, 1, activation);
  }

  /** Stride 1, no padding, one group. */
  public static Conv2d of(int filters, int kernel, Activation activation) {
    return new Conv2d(filters, kernel, 1, 0, activation);
  }

  /** One filter for each channel, at stride 1; outputs have the size of inputs (odd kernel). */
  public static Conv2d depthwise(int channels, int kernel, Activation activation) {
    return new Conv2d(channels, kernel, 1, kernel / 2, channels, activation);
  }

  @Override
  public List<Integer> outputShape(List<Integer> input) {
    ImageShape image = ImageShape.of(input, title());
    if (image.channels() % groups != 0) {
      throw new IllegalArgumentException(
          "a convolution in %d groups does not take %d channels"
              .formatted(groups, image.channels()));
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
