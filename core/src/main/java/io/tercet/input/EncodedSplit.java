package io.tercet.input;

import io.tercet.data.TrainTestSplit;
import io.tercet.parallel.Workers;
import io.tercet.tensor.InputEncoding;
import org.jspecify.annotations.Nullable;

/**
 * Both parts of a data set, encoded lazily and once, since encoding lists all non-zero features.
 * Not thread-safe.
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

  /**
   * Encodes for a model to be trained: both parts use the encoding that suits the training part.
   *
   * @param data training and test examples
   * @param workers the threads that run the tasks
   * @return the encoded parts
   */
  public static EncodedSplit of(TrainTestSplit data, Workers workers) {
    return new EncodedSplit(data, null, workers);
  }

  /**
   * Encodes for a given model.
   *
   * @param data training and test examples, of the shape that the model takes
   * @param encoding the encoding that the model stores
   * @param workers the threads that run the tasks
   * @return the encoded parts
   */
  public static EncodedSplit of(TrainTestSplit data, InputEncoding encoding, Workers workers) {
    return new EncodedSplit(data, encoding, workers);
  }

  /** {@return the data} */
  public TrainTestSplit data() {
    return data;
  }

  /** {@return the encoded training part} */
  public EncodedDataset train() {
    if (train == null) {
      train =
          encoding == null
              ? EncodedDataset.of(data.train(), workers)
              : EncodedDataset.of(data.train(), encoding, workers);
    }
    return train;
  }

  /** {@return the encoded test part} */
  public EncodedDataset test() {
    if (test == null) {
      InputEncoding chosen = encoding == null ? train().encoding() : encoding;
      test = EncodedDataset.of(data.test(), chosen, workers);
    }
    return test;
  }
}
