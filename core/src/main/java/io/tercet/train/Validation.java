package io.tercet.train;

import io.tercet.data.Dataset;
import io.tercet.eval.KnnAccuracy;
import io.tercet.eval.NearestNeighbors;
import io.tercet.eval.VectorSource;
import io.tercet.input.EncodedDataset;
import io.tercet.nn.Encoder;
import io.tercet.parallel.Workers;
import io.tercet.sampling.ClassIndex;
import io.tercet.tensor.Checks;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.SavedState;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Watches a training on examples that it does not learn from: each epoch a metric of their
 * embeddings, by default precision@1 among themselves. It keeps the weights of the best epoch, and
 * ends the training after that many consecutive epochs without improvement (early stopping,
 * Prechelt 1998). For one training.
 */
public final class Validation implements TrainingListener {
  /** Patience that never ends a training. */
  public static final int NO_PATIENCE = Integer.MAX_VALUE;

  private final Dataset examples;
  private final int patience;
  private final Workers workers;
  private final ToDoubleFunction<Matrix> metric;
  private @Nullable EncodedDataset reader;
  private @Nullable TrainingControl control;
  private float[] best = new float[0];
  private double bestValue = Double.NEGATIVE_INFINITY;
  private int bestEpoch;
  private int lastEpoch;
  private double lastValue = Double.NaN;

  /**
   * Validates by any metric.
   *
   * @param examples held out from training, of its shape
   * @param patience epochs in turn without a better one after which the training ends, at least 1;
   *     {@link #NO_PATIENCE} to disable early stopping
   * @param metric of their embeddings [n x d]; larger is better
   * @param workers the threads that embed
   */
  public Validation(
      Dataset examples, int patience, ToDoubleFunction<Matrix> metric, Workers workers) {
    Checks.requireAtLeast("patience", 1, patience);
    this.examples = examples;
    this.patience = patience;
    this.metric = metric;
    this.workers = workers;
  }

  /**
   * Validates by precision@1 of the examples among themselves.
   *
   * @param examples held out from training, of its shape
   * @param patience epochs without improvement after which the training ends, at least 1; {@link
   *     #NO_PATIENCE} to disable early stopping
   * @param workers the threads that embed
   * @return a listener for one training
   * @throws IllegalArgumentException if no class has two examples
   */
  public static Validation ofPrecisionAt1(Dataset examples, int patience, Workers workers) {
    int[] labels = examples.labels();
    int[] queries = withMatch(labels);
    if (queries.length == 0) {
      throw new IllegalArgumentException(
          "validation needs a class of at least 2 held-out examples, found none");
    }
    return new Validation(
        examples,
        patience,
        embeddings ->
            KnnAccuracy.of(
                NearestNeighbors.searchOthers(VectorSource.of(embeddings), 1, workers),
                1,
                queries,
                labels,
                labels),
        workers);
  }

  /** Examples that have another one of their class. */
  private static int[] withMatch(int[] labels) {
    ClassIndex index = new ClassIndex(labels);
    return IntStream.range(0, labels.length).filter(i -> index.count(labels[i]) > 1).toArray();
  }

  @Override
  public void attached(TrainingControl chosen) {
    control = chosen;
  }

  @Override
  public void epochEnded(EpochResult result, Encoder encoder) {
    if (reader == null) {
      reader = EncodedDataset.of(examples, encoder.inputEncoding(), workers);
    }
    lastEpoch = result.epoch();
    lastValue = metric.applyAsDouble(encoder.embed(reader, workers));
    if (lastValue > bestValue || bestEpoch == 0) {
      bestValue = lastValue;
      bestEpoch = lastEpoch;
      best = encoder.weights().values().clone();
    } else if (lastEpoch - bestEpoch >= patience && control != null) {
      control.stop();
    }
  }

  /**
   * A training that had ended early ends again.
   *
   * @param encoder not used
   * @param stepsPerEpoch not used
   * @param epochs not used
   * @param step not used
   */
  @Override
  public void trainingResumed(
      Encoder encoder, int stepsPerEpoch, List<EpochResult> epochs, int step) {
    if (endedEarly() && control != null) {
      control.stop();
    }
  }

  /**
   * Adds the best weights and metrics so far.
   *
   * @param into receives copies
   */
  public void saveState(SavedState into) {
    into.put("best", best);
    into.putDouble("best_value", bestValue);
    into.putDouble("last_value", lastValue);
    into.put("epochs", bestEpoch, lastEpoch);
  }

  /**
   * Takes back what {@link #saveState} added. Before the training begins.
   *
   * @param from what was added
   * @throws IllegalArgumentException if it is not all there
   */
  public void restoreState(SavedState from) {
    long[] epochs = from.numbers("epochs");
    best = from.floats("best").clone();
    bestValue = from.decimal("best_value");
    lastValue = from.decimal("last_value");
    bestEpoch = Math.toIntExact(epochs[0]);
    lastEpoch = Math.toIntExact(epochs[1]);
  }

  /** {@return the metric of the epoch that ended last; empty before the first} */
  public OptionalDouble last() {
    return lastEpoch == 0 ? OptionalDouble.empty() : OptionalDouble.of(lastValue);
  }

  /** {@return the best value of the metric; empty before the first epoch has ended} */
  public OptionalDouble bestValue() {
    return bestEpoch == 0 ? OptionalDouble.empty() : OptionalDouble.of(bestValue);
  }

  /** {@return the epoch of the best value, from 1; 0 before the first has ended} */
  public int bestEpoch() {
    return bestEpoch;
  }

  /** {@return whether the training was ended for want of patience} */
  public boolean endedEarly() {
    return bestEpoch > 0 && lastEpoch - bestEpoch >= patience;
  }

  /**
   * Puts the weights of the best epoch into the encoder; nothing before the first has ended.
   *
   * @param encoder of the architecture that was trained
   */
  public void restoreBest(Encoder encoder) {
    if (bestEpoch > 0) {
      System.arraycopy(best, 0, encoder.weights().values(), 0, best.length);
    }
  }
}
