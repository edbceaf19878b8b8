package io.tercet.kernel.simd;

import io.tercet.kernel.scalar.ScalarPool;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Max pooling of a row of windows, and its backward pass. A vector of channels stays in a register
 * while the window's pixels are processed:
 *
 * <pre>
 *   x  [ p00 | p01 ][ p00 | p01 ] ...     forward:  y = max(max(p00, p01), max(p10, p11))
 *      [ p10 | p11 ][ p10 | p11 ] ...     backward: dy goes to the first p that equals y,
 *      window 0     window 1                          and is then cleared in its register
 * </pre>
 */
public final class SimdPool {
  private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOAT;
  private static final int LANES = SPECIES.length();

  private SimdPool() {}

  static void maxPool(
      int windows,
      int size,
      int channels,
      float[] x,
      int xOffset,
      int xRow,
      float[] y,
      int yOffset) {
    int bound = SPECIES.loopBound(channels);
    for (int window = 0; window < windows; window++) {
      int from = xOffset + window * size * channels;
      int to = yOffset + window * channels;
      for (int i = 0; i < bound; i += LANES) {
        largestOfVectors(size, channels, x, from + i, xRow, y, to + i);
      }
      ScalarPool.maxPool(bound, channels, size, x, from, xRow, y, to);
    }
  }

  private static void largestOfVectors(
      int size, int channels, float[] x, int from, int xRow, float[] y, int to) {
    FloatVector largest = FloatVector.fromArray(SPECIES, x, from);
    for (int row = 0; row < size; row++) {
      int end = from + row * xRow + size * channels;
      for (int pixel = from + row * xRow; pixel < end; pixel += channels) {
        largest = largest.max(FloatVector.fromArray(SPECIES, x, pixel));
      }
    }
    largest.intoArray(y, to);
  }

  static void maxPoolBackward(
      int windows,
      int size,
      int channels,
      float[] x,
      int xOffset,
      int xRow,
      float[] y,
      int yOffset,
      float[] dy,
      int dyOffset,
      float[] dx,
      int dxOffset) {
    int bound = SPECIES.loopBound(channels);
    for (int window = 0; window < windows; window++) {
      int from = window * size * channels;
      int at = window * channels;
      for (int i = 0; i < bound; i += LANES) {
        giveVectors(
            size,
            channels,
            x,
            xOffset + from + i,
            xRow,
            y,
            yOffset + at + i,
            dy,
            dyOffset + at + i,
            dx,
            dxOffset + from + i);
      }
      ScalarPool.maxPoolBackward(
          bound,
          channels,
          size,
          x,
          xOffset + from,
          xRow,
          y,
          yOffset + at,
          dy,
          dyOffset + at,
          dx,
          dxOffset + from);
    }
  }

  private static void giveVectors(
      int size,
      int channels,
      float[] x,
      int xAt,
      int xRow,
      float[] y,
      int yAt,
      float[] dy,
      int dyAt,
      float[] dx,
      int dxAt) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector largest = FloatVector.fromArray(SPECIES, y, yAt);
    FloatVector left = FloatVector.fromArray(SPECIES, dy, dyAt);
    for (int row = 0; row < size; row++) {
      int end = row * xRow + size * channels;
      for (int pixel = row * xRow; pixel < end; pixel += channels) {
        VectorMask<Float> equal =
            FloatVector.fromArray(SPECIES, x, xAt + pixel).compare(VectorOperators.EQ, largest);
        zero.blend(left, equal).intoArray(dx, dxAt + pixel);
        left = left.blend(zero, equal);
      }
    }
  }
}
