package io.tercet.kernel.simd;

import io.tercet.tensor.Activation;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Activation functions and their derivatives, with a separate loop each: a single loop that
 * dispatches per vector keeps the compiler from scalar-replacing vectors once a program uses two
 * functions.
 */
final class SimdActivation {
  private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOAT;
  private static final int LANES = SPECIES.length();

  private SimdActivation() {}

  /** c = f(c + bias) for m rows of n entries. */
  static void addBiasAndActivate(
      Activation activation, int m, int n, float[] bias, int biasOffset, float[] c, int cOffset) {
    for (int i = 0; i < m; i++) {
      int at = cOffset + i * n;
      addBias(n, floor(activation), bias, biasOffset, c, at);
    }
    applyNonlinear(activation, m * n, c, cOffset);
  }

  /** Lower bound applied to the pre-activation: 0 for ReLU, else negative infinity. */
  static float floor(Activation activation) {
    return activation == Activation.RELU ? 0 : Float.NEGATIVE_INFINITY;
  }

  /** The rest of an activation after {@link #floor}. */
  static void applyNonlinear(Activation activation, int count, float[] c, int offset) {
    switch (activation) {
      case LINEAR, RELU -> {}
      case SIGMOID -> sigmoid(count, 1, 0, c, offset);
      // tanh(z) = 2 sigmoid(2 z) - 1
      case TANH -> sigmoid(count, 2, -1, c, offset);
    }
  }

  /** c = max(c + bias, floor). */
  private static void addBias(
      int n, float floor, float[] bias, int biasOffset, float[] c, int cOffset) {
    int bound = SPECIES.loopBound(n);
    for (int j = 0; j < bound; j += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, c, cOffset + j);
      x.add(FloatVector.fromArray(SPECIES, bias, biasOffset + j))
          .max(floor)
          .intoArray(c, cOffset + j);
    }
    for (int j = bound; j < n; j++) {
      c[cOffset + j] = Math.max(c[cOffset + j] + bias[biasOffset + j], floor);
    }
  }

  /** z = factor sigmoid(factor z) + constant. */
  private static void sigmoid(int count, float factor, float constant, float[] z, int offset) {
    int bound = SPECIES.loopBound(count);
    for (int i = 0; i < bound; i += LANES) {
      sigmoid(FloatVector.fromArray(SPECIES, z, offset + i), factor, constant)
          .intoArray(z, offset + i);
    }
    if (bound < count) {
      VectorMask<Float> tail = SPECIES.indexInRange(bound, count);
      sigmoid(FloatVector.fromArray(SPECIES, z, offset + bound, tail), factor, constant)
          .intoArray(z, offset + bound, tail);
    }
  }

  private static FloatVector sigmoid(FloatVector z, float factor, float constant) {
    FloatVector numerator = FloatVector.broadcast(SPECIES, factor);
    return numerator.div(SimdExp.exp(z.mul(-factor)).add(1)).add(constant);
  }

  /** gradient *= f'(y). */
  static void multiplyByDerivative(
      Activation activation, int count, float[] y, int yOffset, float[] gradient, int offset) {
    switch (activation) {
      case LINEAR -> {}
      case RELU -> zeroWhereNotAbove(count, y, yOffset, gradient, offset);
      case SIGMOID -> multiplyByQuadratic(count, 0, 1, y, yOffset, gradient, offset);
      case TANH -> multiplyByQuadratic(count, 1, 0, y, yOffset, gradient, offset);
    }
  }

  /** gradient = 0 where y is not above 0. */
  private static void zeroWhereNotAbove(
      int count, float[] y, int yOffset, float[] gradient, int gradientOffset) {
    int bound = SPECIES.loopBound(count);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector g = FloatVector.fromArray(SPECIES, gradient, gradientOffset + i);
      FloatVector output = FloatVector.fromArray(SPECIES, y, yOffset + i);
      FloatVector.zero(SPECIES)
          .blend(g, output.compare(VectorOperators.GT, 0))
          .intoArray(gradient, gradientOffset + i);
    }
    for (int i = bound; i < count; i++) {
      gradient[gradientOffset + i] = y[yOffset + i] > 0 ? gradient[gradientOffset + i] : 0;
    }
  }

  /** gradient *= constant + linear y - y^2: y (1 - y) of the sigmoid, 1 - y^2 of the tanh. */
  private static void multiplyByQuadratic(
      int count,
      float constant,
      float linear,
      float[] y,
      int yOffset,
      float[] gradient,
      int gradientOffset) {
    int bound = SPECIES.loopBound(count);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector output = FloatVector.fromArray(SPECIES, y, yOffset + i);
      FloatVector derivative = output.mul(output.neg().add(linear)).add(constant);
      FloatVector.fromArray(SPECIES, gradient, gradientOffset + i)
          .mul(derivative)
          .intoArray(gradient, gradientOffset + i);
    }
    for (int i = bound; i < count; i++) {
      float output = y[yOffset + i];
      gradient[gradientOffset + i] *= output * (linear - output) + constant;
    }
  }
}
