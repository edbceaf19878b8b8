package io.tercet.input;

import io.tercet.data.TrainTestSplit;
import io.tercet.parallel.Workers;
import io.tercet.tensor.InputEncoding;
import org.jspecify.annotations.Nullable;

/**
 * Readers of both parts of a data set, for all that looks at them: each keeps a list of the numbers
 * other than 0 where most are 0, which is best made once, when it is asked for first. For one
 * thread.
 */
public final class EncodedSplit {
  private final TrainTestSplit data;
  private final @Nullable InputEncoding encoding;
  private final Workers workers;
  private @Nullable EncodedDataset train;
  private @Nullable EncodedDataset test;

  private EncodedSplit(TrainTestSplit data, @Nullable InputEncoding encoding, Workers workers) {
    this.data = data;
    this.encoding = encoding;
    this.workers = workers;
  }

  /** Readers for a model to be trained: both parts are read as the training part is best read. */
  public static EncodedSplit of(TrainTestSplit data, Workers workers) {
    return new EncodedSplit(data, null, workers);
  }

  /** Readers for a model that is there. */
  public static EncodedSplit of(TrainTestSplit data, InputEncoding encoding, Workers workers) {
    return new EncodedSplit(data, encoding, workers);
  }

  /** What is read. */
  public TrainTestSplit data() {
    return data;
  }

  /** Reader of the examples to learn from. */
  public EncodedDataset train() {
    if (train == null) {
      train =
          encoding == null
              ? EncodedDataset.of(data.train(), workers)
              : EncodedDataset.of(data.train(), encoding, workers);
    }
    return train;
  }

  /** Reader of the examples to judge on. */
  public EncodedDataset test() {
    if (test == null) {
      InputEncoding chosen = encoding == null ? train().encoding() : encoding;
      test = EncodedDataset.of(data.test(), chosen, workers);
    }
    return test;
  }
}
