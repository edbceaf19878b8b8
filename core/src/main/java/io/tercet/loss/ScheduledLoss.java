package io.tercet.loss;

import io.tercet.loss.ScheduledObjective.Stage;
import io.tercet.tensor.Checks;
import java.util.List;

/**
 * One loss after another: semi-hard triplets first and hard ones later, since mining the hardest
 * from the start collapses (Schroff, Kalenichenko and Philbin 2015, section 3.2).
 *
 * @param first the loss of the first epochs
 * @param then the loss of the later ones
 * @param fromEpoch first epoch of the later ones, at least 2
 */
public record ScheduledLoss(Loss first, Loss then, int fromEpoch) implements Loss {

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if the epoch is less than 2, or one loss uses sampled triplets
   *     and the other does not
   */
  public ScheduledLoss {
    Checks.requireAtLeast("fromEpoch", 2, fromEpoch);
    if (first.usesSampledTriplets() != then.usesSampledTriplets()) {
      throw new IllegalArgumentException(
          "both losses look at sampled triplets or both at whole batches, found %s and %s"
              .formatted(first.description(), then.description()));
    }
  }

  /**
   * {@return the loss of that epoch, from 1}
   *
   * @param epoch from 1
   */
  public Loss at(int epoch) {
    return epoch < fromEpoch ? first : then;
  }

  @Override
  public boolean usesSampledTriplets() {
    return first.usesSampledTriplets();
  }

  @Override
  public Objective bind(LossContext context) {
    return new ScheduledObjective(
        List.of(new Stage(1, first.bind(context)), new Stage(fromEpoch, then.bind(context))));
  }
}
