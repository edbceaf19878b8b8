package io.tercet.train;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tercet.loss.Objective;
import io.tercet.loss.TripletBatchRmsLoss;
import io.tercet.loss.TripletMeanSquareLoss;
import java.util.function.DoubleFunction;

/** The losses that a configuration can name. */
public enum LossKind {
  /** {@link TripletMeanSquareLoss}: per example, the form the notebook's code trains with. */
  @JsonProperty("mean-square")
  MEAN_SQUARE("mean-square", TripletMeanSquareLoss::new),
  /** {@link TripletBatchRmsLoss}: of the whole batch, the notebook's formula. */
  @JsonProperty("batch-rms")
  BATCH_RMS("batch-rms", TripletBatchRmsLoss::new);

  private final String title;

  @SuppressWarnings("ImmutableEnumChecker") // constructors of records: nothing to change
  private final DoubleFunction<Objective> create;

  LossKind(String title, DoubleFunction<Objective> create) {
    this.title = title;
    this.create = create;
  }

  /** The loss with that margin. */
  public Objective objective(double margin) {
    return create.apply(margin);
  }

  /** The name people type. */
  @Override
  public String toString() {
    return title;
  }
}
