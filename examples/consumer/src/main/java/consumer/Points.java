package consumer;

import java.util.Random;

/** Made-up data: points around the corners of a cube, the corner is the class. */
final class Points {
  private static final int EACH = 50;
  private static final int CORNERS = 8;

  private Points() {}

  static float[][] aroundCorners() {
    Random random = new Random(1);
    float[][] points = new float[EACH * CORNERS][3];
    for (int i = 0; i < points.length; i++) {
      for (int axis = 0; axis < 3; axis++) {
        points[i][axis] = (i % CORNERS >> axis & 1) + 0.2f * (float) random.nextGaussian();
      }
    }
    return points;
  }

  static int[] classes() {
    int[] classes = new int[EACH * CORNERS];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = i % CORNERS;
    }
    return classes;
  }
}
