package io.tercet.app.run;

import io.tercet.data.Dataset;
import io.tercet.data.Splits;
import io.tercet.data.TrainTestSplit;
import io.tercet.tensor.Seed;
import io.tercet.train.Validation;
import java.util.Map;

/**
 * How a run is watched on examples that it does not learn from.
 *
 * @param fraction share of each class of the training examples, above 0 and below 1
 * @param patience epochs in turn without a better one after which the training ends
 * @param keepsBest whether the model is that of the best epoch, else of the last
 */
public record HeldOut(double fraction, int patience, boolean keepsBest) {

  /** The same split with fewer training examples, and those that are held out. */
  record Cut(TrainTestSplit data, Dataset heldOut) {}

  Cut cut(TrainTestSplit data, long seed) {
    TrainTestSplit inner = Splits.byFraction(data.name(), data.train(), fraction, new Seed(seed));
    return new Cut(new TrainTestSplit(data.name(), inner.train(), data.test()), inner.test());
  }

  /** Notes it beside how the data was read and cut. */
  void describe(Map<String, Object> origin) {
    origin.put("validation_fraction", fraction);
    if (patience != Validation.NO_PATIENCE) {
      origin.put("patience", patience);
    }
    origin.put("keep", keepsBest ? "best" : "last");
  }
}
