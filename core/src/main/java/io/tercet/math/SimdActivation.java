package io.tercet.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Elementwise functions and their derivatives. */
final class SimdActivation {
  private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOAT;
  private static final int LANES = SPECIES.length();

  private SimdActivation() {}

  /** c = f(c + bias) for one row of n entries. */
  static void addBiasAndActivate(
      Activation activation, int n, float[] bias, int biasOffset, float[] c, int cOffset) {
    int bound = SPECIES.loopBound(n);
    for (int j = 0; j < bound; j += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, c, cOffset + j);
      FloatVector z = x.add(FloatVector.fromArray(SPECIES, bias, biasOffset + j));
      apply(activation, z).intoArray(c, cOffset + j);
    }
    if (bound < n) {
      VectorMask<Float> tail = SPECIES.indexInRange(bound, n);
      FloatVector x = FloatVector.fromArray(SPECIES, c, cOffset + bound, tail);
      FloatVector z = x.add(FloatVector.fromArray(SPECIES, bias, biasOffset + bound, tail));
      apply(activation, z).intoArray(c, cOffset + bound, tail);
    }
  }

  /** gradient *= f'(y). */
  static void multiplyByDerivative(
      Activation activation,
      int count,
      float[] y,
      int yOffset,
      float[] gradient,
      int gradientOffset) {
    int bound = SPECIES.loopBound(count);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector output = FloatVector.fromArray(SPECIES, y, yOffset + i);
      FloatVector g = FloatVector.fromArray(SPECIES, gradient, gradientOffset + i);
      timesDerivative(activation, output, g).intoArray(gradient, gradientOffset + i);
    }
    if (bound < count) {
      VectorMask<Float> tail = SPECIES.indexInRange(bound, count);
      FloatVector output = FloatVector.fromArray(SPECIES, y, yOffset + bound, tail);
      FloatVector g = FloatVector.fromArray(SPECIES, gradient, gradientOffset + bound, tail);
      timesDerivative(activation, output, g).intoArray(gradient, gradientOffset + bound, tail);
    }
  }

  private static FloatVector apply(Activation activation, FloatVector z) {
    return switch (activation) {
      case LINEAR -> z;
      case RELU -> z.max(0);
      case SIGMOID -> sigmoid(z);
      // tanh(z) = 2 sigmoid(2 z) - 1
      case TANH -> sigmoid(z.add(z)).mul(2).sub(1);
    };
  }

  private static FloatVector timesDerivative(
      Activation activation, FloatVector y, FloatVector gradient) {
    return switch (activation) {
      case LINEAR -> gradient;
      case RELU -> FloatVector.zero(SPECIES).blend(gradient, y.compare(VectorOperators.GT, 0));
      case SIGMOID -> gradient.mul(y.sub(y.mul(y)));
      case TANH -> gradient.sub(gradient.mul(y).mul(y));
    };
  }

  private static FloatVector sigmoid(FloatVector z) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    return one.div(SimdExp.exp(z.neg()).add(1));
  }
}
