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
  private final Workers workers;
  private @Nullable RowReader train;
  private @Nullable RowReader test;

  private TrainTestReaders(TrainTest data, Workers workers) {
    this.data = data;
    this.workers = workers;
  }

  /** Of a data set, whose examples are looked at by those workers. */
  public static TrainTestReaders of(TrainTest data, Workers workers) {
    return new TrainTestReaders(data, workers);
  }

  /** What is read. */
  public TrainTest data() {
    return data;
  }

  /** Reader of the examples to learn from. */
  public RowReader train() {
    if (train == null) {
      train = RowReader.of(data.train(), workers);
    }
    return train;
  }

  /** Reader of the examples to judge on. */
  public RowReader test() {
    if (test == null) {
      test = RowReader.of(data.test(), workers);
    }
    return test;
  }
}
