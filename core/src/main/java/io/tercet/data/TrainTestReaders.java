package io.tercet.data;

import io.tercet.math.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Readers of both parts of a data set, for all that looks at them: each keeps a list of the numbers
 * other than 0 where most are 0, which is best made once, when it is asked for first. For one
 * thread.
 */
public final class TrainTestReaders {
  private final TrainTest data;
  private final @Nullable InputEncoding encoding;
  private final Workers workers;
  private @Nullable RowReader train;
  private @Nullable RowReader test;

  private TrainTestReaders(TrainTest data, @Nullable InputEncoding encoding, Workers workers) {
    this.data = data;
    this.encoding = encoding;
    this.workers = workers;
  }

  /** Readers for a model to be trained: both parts are read as the training part is best read. */
  public static TrainTestReaders of(TrainTest data, Workers workers) {
    return new TrainTestReaders(data, null, workers);
  }

  /** Readers for a model that is there. */
  public static TrainTestReaders of(TrainTest data, InputEncoding encoding, Workers workers) {
    return new TrainTestReaders(data, encoding, workers);
  }

  /** What is read. */
  public TrainTest data() {
    return data;
  }

  /** Reader of the examples to learn from. */
  public RowReader train() {
    if (train == null) {
      train =
          encoding == null
              ? RowReader.of(data.train(), workers)
              : RowReader.of(data.train(), encoding, workers);
    }
    return train;
  }

  /** Reader of the examples to judge on. */
  public RowReader test() {
    if (test == null) {
      InputEncoding chosen = encoding == null ? train().encoding() : encoding;
      test = RowReader.of(data.test(), chosen, workers);
    }
    return test;
  }
}
