package io.tercet.kernel.simd;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Lists non-zero bytes. A vector of bytes is widened to floats; the non-zero values and their
 * indices are compressed and stored, and the output position advances by their number. No branch
 * depends on the data.
 */
final class SimdNonZero {
  private static final VectorSpecies<Float> FLOATS = SimdSpecies.FLOAT;
  private static final VectorSpecies<Integer> INTS =
      VectorSpecies.of(int.class, FLOATS.vectorShape());
  private static final int LANES = FLOATS.length();

  /** At 128 bits, bytes and shorts for as many lanes are narrower than any vector. */
  private static final boolean NARROW = LANES < 8;

  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(NARROW ? 64 : 8 * LANES));
  private static final VectorSpecies<Short> SHORTS =
      VectorSpecies.of(short.class, VectorShape.forBitSize(NARROW ? 64 : 16 * LANES));
  private static final IntVector PLACES = IntVector.zero(INTS).addIndex(1);

  private SimdNonZero() {}

  static int list(int n, byte[] bytes, int from, char[] columns, float[] values, int at) {
    int next = at;
    int bound = NARROW ? 0 : INTS.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      IntVector all =
          (IntVector)
              ByteVector.fromArray(BYTES, bytes, from + i)
                  .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0);
      VectorMask<Integer> found = all.compare(VectorOperators.NE, 0);
      ((FloatVector) all.compress(found).convertShape(VectorOperators.I2F, FLOATS, 0))
          .div(255f)
          .intoArray(values, next);
      ((ShortVector) PLACES.add(i).compress(found).convertShape(VectorOperators.I2S, SHORTS, 0))
          .intoCharArray(columns, next);
      next += found.trueCount();
    }
    for (int i = bound; i < n; i++) {
      byte found = bytes[from + i];
      if (found != 0) {
        columns[next] = (char) i;
        values[next++] = (found & 0xff) / 255f;
      }
    }
    return next - at;
  }
}
