package consumer;

import java.util.Random;

/**
 * Made-up data: points around the corners of a cube, which are their classes, and five numbers more
 * that say nothing.
 *
 * @param features [n][8]
 * @param classes [n], 0 to 7
 */
record Corners(float[][] features, int[] classes) {
  private static final int CORNERS = 8;
  private static final int FEATURES = 8;

  static Corners around(int each, long seed) {
    Random random = new Random(seed);
    float[][] features = new float[each * CORNERS][FEATURES];
    int[] classes = new int[features.length];
    for (int i = 0; i < features.length; i++) {
      classes[i] = i % CORNERS;
      for (int axis = 0; axis < FEATURES; axis++) {
        int center = axis < 3 ? classes[i] >> axis & 1 : 0;
        features[i][axis] = center + 0.2f * (float) random.nextGaussian();
      }
    }
    return new Corners(features, classes);
  }
}
