package io.tercet.nn.op;

import io.tercet.kernel.KernelChoice;
import io.tercet.tensor.Activation;
import io.tercet.tensor.Matrix;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * With x' = (x - mean) r, r = 1 / sqrt(variance + 1e-5) and z = gain x' + bias, y = f(z). Backward,
 * with dz = dy f'(y) and g = gain dz: dx = r (g - mean(g) - x' mean(g x')), where means are over a
 * group. Mean and r are recomputed in the backward pass instead of stored.
 *
 * @param size number of values of an example
 * @param channels number of channels, the innermost dimension
 */
record GroupNormOperator(int size, int channels, int groups, Activation activation)
    implements LayerOperator {
  private static final double EPSILON = 1e-5;

  /** Mean and r of each channel of one example; equal within a group. */
  private final class Moments {
    private final float[] mean = new float[channels];
    private final float[] scale = new float[channels];

    void set(float[] x, int at) {
      Arrays.fill(mean, 0);
      for (int pixel = at; pixel < at + size; pixel += channels) {
        for (int c = 0; c < channels; c++) {
          mean[c] += x[pixel + c];
        }
      }
      spread(mean);
      Arrays.fill(scale, 0);
      for (int pixel = at; pixel < at + size; pixel += channels) {
        for (int c = 0; c < channels; c++) {
          float centered = x[pixel + c] - mean[c];
          scale[c] += centered * centered;
        }
      }
      spread(scale);
      for (int c = 0; c < channels; c++) {
        scale[c] = (float) (1 / Math.sqrt(scale[c] + EPSILON));
      }
    }
  }

  /** Converts sums per channel to the mean of the group, stored in each of its channels. */
  private void spread(float[] sums) {
    int width = channels / groups;
    for (int group = 0; group < channels; group += width) {
      double sum = 0;
      for (int c = group; c < group + width; c++) {
        sum += sums[c];
      }
      Arrays.fill(sums, group, group + width, (float) (sum * groups / size));
    }
  }

  @Override
  public void forward(
      PackedLayerWeights weights, Matrix x, int from, int to, Matrix y, DropoutKeys noise) {
    Moments moments = new Moments();
    float[] factor = new float[channels];
    float[] shift = new float[channels];
    for (int i = from; i < to; i++) {
      moments.set(x.data(), i * size);
      for (int c = 0; c < channels; c++) {
        factor[c] = weights.get(c) * moments.scale[c];
        shift[c] = weights.get(channels + c) - moments.mean[c] * factor[c];
      }
      for (int pixel = i * size; pixel < (i + 1) * size; pixel += channels) {
        for (int c = 0; c < channels; c++) {
          y.data()[pixel + c] = factor[c] * x.data()[pixel + c];
        }
      }
      KernelChoice.best()
          .addBiasAndActivate(activation, size / channels, channels, shift, 0, y.data(), i * size);
    }
  }

  @Override
  public void backward(
      PackedLayerWeights weights,
      int from,
      int to,
      Matrix x,
      Matrix y,
      Matrix dy,
      @Nullable Matrix dx,
      DropoutKeys noise) {
    int at = from * size;
    KernelChoice.best()
        .multiplyByDerivative(activation, (to - from) * size, y.data(), at, dy.data(), at);
    if (dx == null) {
      return;
    }
    Moments moments = new Moments();
    for (int i = from; i < to; i++) {
      moments.set(x.data(), i * size);
      inputGradient(weights, i * size, moments, x.data(), dy.data(), dx.data());
    }
  }

  private void inputGradient(
      PackedLayerWeights weights, int at, Moments moments, float[] x, float[] dz, float[] dx) {
    float[] sums = new float[2 * channels];
    addSums(at, moments, x, dz, sums, 0);
    float[] alongOne = new float[channels];
    float[] alongX = new float[channels];
    for (int c = 0; c < channels; c++) {
      alongX[c] = weights.get(c) * sums[c];
      alongOne[c] = weights.get(c) * sums[channels + c];
    }
    spread(alongX);
    spread(alongOne);
    for (int pixel = at; pixel < at + size; pixel += channels) {
      for (int c = 0; c < channels; c++) {
        float normalized = (x[pixel + c] - moments.mean[c]) * moments.scale[c];
        float gradient = weights.get(c) * dz[pixel + c];
        dx[pixel + c] = moments.scale[c] * (gradient - alongOne[c] - normalized * alongX[c]);
      }
    }
  }

  /** Adds the gradients of gain and bias of one example: sums of dz x' and of dz per channel. */
  private void addSums(int at, Moments moments, float[] x, float[] dz, float[] sums, int offset) {
    for (int pixel = at; pixel < at + size; pixel += channels) {
      for (int c = 0; c < channels; c++) {
        float normalized = (x[pixel + c] - moments.mean[c]) * moments.scale[c];
        sums[offset + c] += dz[pixel + c] * normalized;
        sums[offset + channels + c] += dz[pixel + c];
      }
    }
  }

  @Override
  public int weights() {
    return 2 * channels;
  }

  @Override
  public int gradientBlocks() {
    return 1;
  }

  @Override
  public void gradient(
      int block, Matrix x, int from, int to, Matrix dz, float[] gradient, int offset) {
    Arrays.fill(gradient, offset, offset + weights(), 0);
    Moments moments = new Moments();
    for (int i = from; i < to; i++) {
      moments.set(x.data(), i * size);
      addSums(i * size, moments, x.data(), dz.data(), gradient, offset);
    }
  }
}
