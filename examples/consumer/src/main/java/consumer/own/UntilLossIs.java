package consumer.own;

import io.tercet.nn.Encoder;
import io.tercet.train.EpochResult;
import io.tercet.train.TrainingControl;
import io.tercet.train.TrainingListener;

/** Ends a training as soon as the loss of an epoch is small enough, and counts the epochs. */
public final class UntilLossIs implements TrainingListener {
  private final double enough;
  private TrainingControl control;
  private int epochs;

  public UntilLossIs(double enough) {
    this.enough = enough;
  }

  @Override
  public void attached(TrainingControl training) {
    control = training;
  }

  @Override
  public void epochEnded(EpochResult result, Encoder encoder) {
    epochs = result.epoch();
    if (result.loss() <= enough) {
      control.stop();
    }
  }

  public int epochs() {
    return epochs;
  }
}
