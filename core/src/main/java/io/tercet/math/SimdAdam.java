package io.tercet.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** Adam in one pass: each of the four arrays is read once and three are written once. */
final class SimdAdam {
  private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOAT;

  private SimdAdam() {}

  static void step(
      int from,
      int to,
      float[] w,
      float[] g,
      float[] m,
      float[] v,
      float rate,
      float beta1,
      float beta2,
      float epsilon) {
    for (int i = from; i < to; i += SPECIES.length()) {
      VectorMask<Float> lanes = SPECIES.indexInRange(i, to);
      FloatVector gradient = FloatVector.fromArray(SPECIES, g, i, lanes);
      FloatVector mean =
          FloatVector.fromArray(SPECIES, m, i, lanes).mul(beta1).add(gradient.mul(1 - beta1));
      FloatVector variance =
          FloatVector.fromArray(SPECIES, v, i, lanes)
              .mul(beta2)
              .add(gradient.mul(gradient).mul(1 - beta2));
      mean.intoArray(m, i, lanes);
      variance.intoArray(v, i, lanes);
      FloatVector.fromArray(SPECIES, w, i, lanes)
          .sub(mean.mul(rate).div(variance.sqrt().add(epsilon)))
          .intoArray(w, i, lanes);
    }
  }
}
