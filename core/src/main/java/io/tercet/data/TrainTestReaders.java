package io.tercet.data;

import io.tercet.math.Workers;

/**
 * Readers of both parts of a data set, for all that looks at them: each keeps a list of the numbers
 * other than 0 where most are 0, which is best made once.
 *
 * @param data what is read
 * @param train of the examples to learn from
 * @param test of the examples to judge on
 */
public record TrainTestReaders(TrainTest data, RowReader train, RowReader test) {

  /** Looks at all examples once. */
  public static TrainTestReaders of(TrainTest data, Workers workers) {
    return new TrainTestReaders(
        data, RowReader.of(data.train(), workers), RowReader.of(data.test(), workers));
  }
}
