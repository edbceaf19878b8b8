package io.tercet.loss;

import io.tercet.tensor.Matrix;
import io.tercet.tensor.Seed;
import java.util.random.RandomGenerator;

/**
 * Numbers of a loss of its own that training changes along with the encoder: proxies, class
 * weights, centers, a boundary. The optimizer has them as it has the encoder's weights, and the
 * model file keeps them.
 */
public final class LossParameters {
  private final String name;
  private final Matrix values;
  private final Matrix gradient;

  /**
   * @param name for the model file: "proxies"
   * @param values [rows x columns] at the start; changed by training
   */
  public LossParameters(String name, Matrix values) {
    this.name = name;
    this.values = values;
    this.gradient = Matrix.zerosLike(values);
  }

  /**
   * One vector for each class, normally distributed with a variance of 2 / classes (He et al. 2015
   * by the outputs, as proxy-anchor has it), from the seed's stream "proxies".
   */
  public static LossParameters ofClasses(String name, int classes, int dimensions, Seed seed) {
    RandomGenerator random = seed.stream("proxies");
    Matrix values = Matrix.zeros(classes, dimensions);
    for (int i = 0; i < values.data().length; i++) {
      values.data()[i] = (float) (random.nextGaussian() * Math.sqrt(2.0 / classes));
    }
    return new LossParameters(name, values);
  }

  /** A single number. */
  public static LossParameters ofNumber(String name, double value) {
    return new LossParameters(name, Matrix.of(new float[][] {{(float) value}}));
  }

  /** Name in the model file. */
  public String name() {
    return name;
  }

  /** The numbers; shared, and changed by training. */
  public Matrix values() {
    return values;
  }

  /** Gradient of the last batch's loss with respect to them. */
  public Matrix gradient() {
    return gradient;
  }
}
