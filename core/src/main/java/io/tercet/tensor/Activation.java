package io.tercet.tensor;

/**
 * An elementwise activation function and its derivative in terms of its output y, so that the
 * backward pass needs only the stored output of the forward pass.
 */
public enum Activation {
  /** y = x; derivative 1. */
  LINEAR,
  /** y = max(x, 0); derivative 1 where y is above 0, else 0. */
  RELU,
  /** y = 1 / (1 + exp(-x)); derivative y (1 - y). */
  SIGMOID,
  /** y = tanh(x); derivative 1 - y^2. */
  TANH;

  /**
   * {@return y for one x}
   *
   * @param x the weighted sum of the inputs, with the bias
   */
  public float apply(float x) {
    return switch (this) {
      case LINEAR -> x;
      case RELU -> Math.max(x, 0);
      case SIGMOID -> (float) (1 / (1 + Math.exp(-x)));
      case TANH -> (float) Math.tanh(x);
    };
  }

  /**
   * {@return dy/dx where the function's output is y}
   *
   * @param y the output of the function
   */
  public float derivative(float y) {
    return switch (this) {
      case LINEAR -> 1;
      case RELU -> y > 0 ? 1 : 0;
      case SIGMOID -> y * (1 - y);
      case TANH -> 1 - y * y;
    };
  }
}
