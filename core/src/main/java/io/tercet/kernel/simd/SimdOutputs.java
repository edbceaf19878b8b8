package io.tercet.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * From sums to outputs: y = max(the largest of a group + bias, floor). Rounding is monotonic, so
 * this is the largest of all max(sum + bias, floor), bit by bit.
 */
final class SimdOutputs {
  private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOAT;
  private static final int LANES = SPECIES.length();
  private static final int COLUMNS = SimdTile.COLUMNS;

  private SimdOutputs() {}

  /**
   * Writes some outputs of one panel.
   *
   * @param group windows of an output
   * @param columns of the panel that count
   * @param sums [outputs x group x 2 vectors]
   */
  static void write(
      int group,
      int outputs,
      int columns,
      float[] sums,
      int sumsOffset,
      float[] bias,
      int biasOffset,
      float floor,
      float[] y,
      int yOffset,
      int yStride) {
    for (int i = 0; i < outputs; i++) {
      int at = sumsOffset + i * group * COLUMNS;
      int to = yOffset + i * yStride;
      if (columns < COLUMNS) {
        edge(group, columns, sums, at, bias, biasOffset, floor, y, to);
      } else if (group == 1) {
        finishOne(sums, at, bias, biasOffset, floor, y, to);
        finishOne(sums, at + LANES, bias, biasOffset + LANES, floor, y, to + LANES);
      } else {
        finishFour(sums, at, bias, biasOffset, floor, y, to);
        finishFour(sums, at + LANES, bias, biasOffset + LANES, floor, y, to + LANES);
      }
    }
  }

  private static void finishOne(
      float[] sums, int at, float[] bias, int biasAt, float floor, float[] y, int to) {
    FloatVector.fromArray(SPECIES, sums, at)
        .add(FloatVector.fromArray(SPECIES, bias, biasAt))
        .max(floor)
        .intoArray(y, to);
  }

  private static void finishFour(
      float[] sums, int at, float[] bias, int biasAt, float floor, float[] y, int to) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, sums, at);
    FloatVector s1 = FloatVector.fromArray(SPECIES, sums, at + COLUMNS);
    FloatVector s2 = FloatVector.fromArray(SPECIES, sums, at + 2 * COLUMNS);
    FloatVector s3 = FloatVector.fromArray(SPECIES, sums, at + 3 * COLUMNS);
    s0.max(s1)
        .max(s2.max(s3))
        .add(FloatVector.fromArray(SPECIES, bias, biasAt))
        .max(floor)
        .intoArray(y, to);
  }

  private static void edge(
      int group,
      int columns,
      float[] sums,
      int at,
      float[] bias,
      int biasOffset,
      float floor,
      float[] y,
      int to) {
    for (int j = 0; j < columns; j++) {
      float largest = sums[at + j];
      for (int i = 1; i < group; i++) {
        largest = Math.max(largest, sums[at + i * COLUMNS + j]);
      }
      y[to + j] = Math.max(largest + bias[biasOffset + j], floor);
    }
  }
}
