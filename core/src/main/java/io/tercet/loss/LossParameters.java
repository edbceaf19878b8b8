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
   * Creates parameters with their initial values.
   *
   * @param name for the model file: "proxies"
   * @param values [rows x columns] at the start; changed by training
   */
  public LossParameters(String name, Matrix values) {
    this.name = name;
    this.values = values;
    this.gradient = Matrix.zerosLike(values);
  }

  /**
   * {@return one vector for each class, normally distributed with a variance of 2 / classes (He et
   * al. 2015 by the outputs, as proxy-anchor has it), from the seed's stream "proxies"}
   *
   * @param name for the model file: "proxies"
   * @param classes the number of vectors
   * @param dimensions the number of dimensions of a vector
   * @param seed of the initial values
   */
  public static LossParameters ofClasses(String name, int classes, int dimensions, Seed seed) {
    RandomGenerator random = seed.stream("proxies");
    Matrix values = Matrix.zeros(classes, dimensions);
    for (int i = 0; i < values.data().length; i++) {
      values.data()[i] = (float) (random.nextGaussian() * Math.sqrt(2.0 / classes));
    }
    return new LossParameters(name, values);
  }

  /**
   * {@return parameters of a single number}
   *
   * @param name for the model file: "beta"
   * @param value the number at the start
   */
  public static LossParameters ofNumber(String name, double value) {
    return new LossParameters(name, Matrix.of(new float[][] {{(float) value}}));
  }

  /** {@return the name in the model file} */
  public String name() {
    return name;
  }

  /** {@return the numbers; shared, and changed by training} */
  public Matrix values() {
    return values;
  }

  /** {@return the gradient of the last batch's loss with respect to them} */
  public Matrix gradient() {
    return gradient;
  }
}
