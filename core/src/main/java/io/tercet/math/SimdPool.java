package io.tercet.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The largest of several pixels, channel by channel, and the way back. */
final class SimdPool {
  private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOAT;
  private static final int LANES = SPECIES.length();

  private SimdPool() {}

  static void maximum(int n, float[] x, int xOffset, float[] y, int yOffset) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector.fromArray(SPECIES, x, xOffset + i)
          .max(FloatVector.fromArray(SPECIES, y, yOffset + i))
          .intoArray(y, yOffset + i);
    }
    for (int i = bound; i < n; i++) {
      y[yOffset + i] = Math.max(x[xOffset + i], y[yOffset + i]);
    }
  }

  static void giveToEqual(
      int n, float[] x, int xOffset, float[] y, int yOffset, float[] dy, float[] dx, int dxOffset) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector given = FloatVector.fromArray(SPECIES, dy, yOffset + i);
      VectorMask<Float> equal =
          FloatVector.fromArray(SPECIES, x, xOffset + i)
              .compare(VectorOperators.EQ, FloatVector.fromArray(SPECIES, y, yOffset + i));
      FloatVector zero = FloatVector.zero(SPECIES);
      zero.blend(given, equal).intoArray(dx, dxOffset + i);
      given.blend(zero, equal).intoArray(dy, yOffset + i);
    }
    for (int i = bound; i < n; i++) {
      boolean equal = x[xOffset + i] == y[yOffset + i];
      dx[dxOffset + i] = equal ? dy[yOffset + i] : 0;
      dy[yOffset + i] = equal ? 0 : dy[yOffset + i];
    }
  }
}
