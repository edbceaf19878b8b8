package consumer.own;

import io.tercet.optim.Optimizer;
import io.tercet.optim.WeightUpdater;

/**
 * Gradient descent with momentum.
 *
 * @param learningRate above 0
 * @param momentum share of the last step that the next one keeps, from 0 to less than 1
 */
public record Momentum(double learningRate, double momentum) implements Optimizer {

  @Override
  public WeightUpdater bind(int size) {
    float[] velocity = new float[size];
    return (weights, gradient, share, workers) -> {
      float rate = (float) (learningRate * share);
      for (int i = 0; i < size; i++) {
        velocity[i] = (float) momentum * velocity[i] - rate * gradient[i];
        weights[i] += velocity[i];
      }
    };
  }
}
