package io.tercet.image;

/**
 * Scales one dimension of an image with a triangle filter as wide as two source pixels, or two
 * target pixels if these are larger: linear interpolation when enlarging, antialiased when
 * reducing.
 */
final class Resampling {
  private final int target;
  private final int[] first;
  private final float[][] weights;

  /**
   * @param source number of source pixels
   * @param target number of target pixels
   * @param start start of the target, in source pixels
   * @param scale source pixels per target pixel, above 0
   */
  Resampling(int source, int target, double start, double scale) {
    this.target = target;
    first = new int[target];
    weights = new float[target][];
    double reach = Math.max(1, scale);
    for (int i = 0; i < target; i++) {
      double center = start + (i + 0.5) * scale - 0.5;
      int from = Math.clamp((long) Math.ceil(center - reach), 0, source - 1);
      int to = Math.clamp((long) Math.floor(center + reach), from, source - 1);
      first[i] = from;
      weights[i] = triangle(from, to, center, reach);
    }
  }

  private static float[] triangle(int from, int to, double center, double reach) {
    float[] weights = new float[to - from + 1];
    double sum = 0;
    for (int j = from; j <= to; j++) {
      double weight = Math.max(1 - Math.abs(j - center) / reach, 1e-6);
      weights[j - from] = (float) weight;
      sum += weight;
    }
    for (int j = 0; j < weights.length; j++) {
      weights[j] /= (float) sum;
    }
    return weights;
  }

  /** Scales one row: [source x channels] to [target x channels]. */
  void alongRow(byte[] samples, int channels, float[] scaled) {
    int at = 0;
    for (int i = 0; i < target; i++) {
      float[] shares = weights[i];
      for (int channel = 0; channel < channels; channel++) {
        float sum = 0;
        int from = first[i] * channels + channel;
        for (int j = 0; j < shares.length; j++) {
          sum += shares[j] * (samples[from + j * channels] & 0xff);
        }
        scaled[at++] = sum;
      }
    }
  }

  /** The first source pixel that contributes to a target pixel. */
  int first(int i) {
    return first[i];
  }

  /** The last source pixel that contributes to a target pixel. */
  int last(int i) {
    return first[i] + weights[i].length - 1;
  }

  /** The weight of a source pixel between these two. */
  float weight(int i, int source) {
    return weights[i][source - first[i]];
  }
}
