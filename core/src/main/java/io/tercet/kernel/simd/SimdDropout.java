package io.tercet.kernel.simd;

import io.tercet.kernel.Lowbias32;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Dropout by vectorized {@link Lowbias32}. */
final class SimdDropout {
  private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOAT;
  private static final VectorShape SHAPE = SPECIES.vectorShape();
  private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, SHAPE);
  private static final int LANES = SPECIES.length();
  private static final IntVector PLACES = IntVector.zero(INTS).addIndex(1);

  private SimdDropout() {}

  static void dropout(int n, int key, double rate, float[] x, int xOffset, float[] y, int yOffset) {
    int below = Lowbias32.bound(rate);
    float scale = (float) (1 / (1 - rate));
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      VectorMask<Integer> dropped = noise(PLACES.add(key + i)).compare(VectorOperators.LT, below);
      FloatVector.fromArray(SPECIES, x, xOffset + i)
          .mul(scale)
          .blend(0, dropped.cast(SPECIES))
          .intoArray(y, yOffset + i);
    }
    for (int i = bound; i < n; i++) {
      y[yOffset + i] = Lowbias32.of(key + i) < below ? 0 : scale * x[xOffset + i];
    }
  }

  private static IntVector noise(IntVector keys) {
    IntVector a = scrambled(keys, 16).mul(Lowbias32.FIRST);
    IntVector b = scrambled(a, 15).mul(Lowbias32.SECOND);
    return scrambled(b, 16).lanewise(VectorOperators.LSHR, Integer.SIZE - Lowbias32.BITS);
  }

  private static IntVector scrambled(IntVector keys, int shift) {
    return keys.lanewise(VectorOperators.XOR, keys.lanewise(VectorOperators.LSHR, shift));
  }
}
