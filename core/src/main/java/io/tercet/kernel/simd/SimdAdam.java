package io.tercet.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Adam in a single pass: each of the four arrays is read once, three are written once. */
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
      float epsilon,
      float kept) {
    int bound = from + SPECIES.loopBound(to - from);
    for (int i = from; i < bound; i += SPECIES.length()) {
      FloatVector gradient = FloatVector.fromArray(SPECIES, g, i);
      FloatVector mean =
          FloatVector.fromArray(SPECIES, m, i).mul(beta1).add(gradient.mul(1 - beta1));
      FloatVector variance =
          FloatVector.fromArray(SPECIES, v, i)
              .mul(beta2)
              .add(gradient.mul(gradient).mul(1 - beta2));
      mean.intoArray(m, i);
      variance.intoArray(v, i);
      FloatVector.fromArray(SPECIES, w, i)
          .mul(kept)
          .sub(mean.mul(rate).div(variance.sqrt().add(epsilon)))
          .intoArray(w, i);
    }
    for (int i = bound; i < to; i++) {
      m[i] = m[i] * beta1 + g[i] * (1 - beta1);
      v[i] = v[i] * beta2 + g[i] * g[i] * (1 - beta2);
      w[i] = w[i] * kept - m[i] * rate / ((float) Math.sqrt(v[i]) + epsilon);
    }
  }
}
