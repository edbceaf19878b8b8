package io.tercet.train;

import io.tercet.data.FiniteFeatures;
import io.tercet.input.EncodedDataset;
import io.tercet.loss.LossParameters;
import io.tercet.loss.LossValue;
import io.tercet.loss.Objective;
import io.tercet.nn.EmbeddingGradient;
import io.tercet.nn.Encoder;
import io.tercet.nn.TrainingPass;
import io.tercet.optim.Adam;
import io.tercet.optim.AdamSettings;
import io.tercet.optim.Optimizer;
import io.tercet.parallel.Workers;
import io.tercet.sampling.Batch;
import io.tercet.sampling.BatchesAhead;
import io.tercet.sampling.Sampler;
import io.tercet.sampling.TripletSampler;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Rows;
import io.tercet.tensor.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The training loop: batch, forward, objective, backward, optimiser step. All else (printing,
 * pictures, files) is done by listeners. For one training; {@link #stop()}, {@link #pause()} and
 * {@link #resume()} may be called from any thread.
 */
public final class Trainer {
  private final TrainingConfig config;
  private final EncodedDataset data;
  private final Workers workers;
  private final List<TrainingListener> listeners;
  private final Encoder encoder;
  private final Sampler sampler;
  private final Objective objective;
  private final TrainingPass pass;
  private final EmbeddingGradient gradient;
  private final EncodedDataset.Batch rows;
  private final @Nullable AugmentedLoader augmented;
  private final Optimizer optimizer;
  private final List<LossParameters> lossWeights;
  private final List<Optimizer> lossOptimizers;
  private final Object pauseLock = new Object();
  private volatile boolean stopRequested;
  private volatile boolean paused;

  /**
   * @param data the examples to train on
   * @throws IllegalArgumentException if the data has no triplets, or a batch does not fit into the
   *     heap
   */
  public Trainer(
      TrainingConfig config,
      EncodedDataset data,
      Workers workers,
      List<TrainingListener> listeners) {
    this.config = config;
    this.data = data;
    this.workers = workers;
    this.listeners = List.copyOf(listeners);
    requireMemory(config, data.dataset().shape());
    Seed seed = new Seed(config.seed());
    int size = config.sampler().rows();
    this.encoder =
        Encoder.initial(config.architecture(data.dataset().shape()), seed)
            .withInputEncoding(data.encoding());
    this.sampler = config.sampler().sampler(data.dataset(), seed);
    this.objective =
        config.objective().objective(config.objectiveContext(data.dataset().classNames().size()));
    this.pass = new TrainingPass(encoder, size, seed, workers);
    this.gradient = new EmbeddingGradient(size, encoder.embeddingSize());
    this.rows = data.batch(size);
    this.augmented =
        config.augmentation().isNone()
            ? null
            : new AugmentedLoader(config.augmentation(), data, size, seed);
    this.optimizer = new Adam(encoder.weights().size(), config.adam());
    AdamSettings undecayed = config.adam().withWeightDecay(0); // what is learned for the loss alone
    this.lossWeights = objective.weights();
    this.lossOptimizers =
        lossWeights.stream()
            .<Optimizer>map(weights -> new Adam(weights.values().data().length, undecayed))
            .toList();
    requireClasses();
  }

  /**
   * Checks that a training fits into the heap of this JVM, before anything is allocated.
   *
   * @param shape of an example
   * @throws IllegalArgumentException if it does not; the message says what would
   */
  public static void requireMemory(TrainingConfig config, List<Integer> shape) {
    TrainingMemory.of(config.architecture(shape))
        .requireFits(config.sampler().rows(), shape, Runtime.getRuntime().maxMemory());
  }

  private void requireClasses() {
    int[] labels = data.dataset().labels();
    boolean several = Arrays.stream(labels).anyMatch(label -> label != labels[0]);
    if (!several && !config.sampler().ofTriplets()) {
      throw new IllegalArgumentException(
          "comparing needs examples of at least 2 classes, found " + Math.min(labels.length, 1));
    }
  }

  /** Class numbers that are never anchors, having one example only. */
  public List<Integer> leftOutClasses() {
    return sampler instanceof TripletSampler triplets ? triplets.leftOut() : List.of();
  }

  /** Steps of each epoch. */
  public int stepsPerEpoch() {
    return sampler.stepsPerEpoch();
  }

  /** Examples of a batch: as the settings say, or fewer where the data has fewer. */
  public int batchRows() {
    return sampler.room().size();
  }

  /** Asks the training to end after the step it is at. */
  public void stop() {
    stopRequested = true;
    resume();
  }

  /** Lets the training wait after the step it is at, until {@link #resume} or {@link #stop}. */
  public void pause() {
    paused = true;
  }

  /** Goes on. */
  public void resume() {
    synchronized (pauseLock) {
      paused = false;
      pauseLock.notifyAll();
    }
  }

  /** Whether the training waits, or will after its step. */
  public boolean isPaused() {
    return paused;
  }

  /** Waits as long as it is paused; returns the nanoseconds that took. */
  private long waitWhilePaused() throws InterruptedException {
    if (!paused) {
      return 0;
    }
    long start = System.nanoTime();
    synchronized (pauseLock) {
      while (paused && !stopRequested) {
        pauseLock.wait();
      }
    }
    return System.nanoTime() - start;
  }

  /**
   * Trains.
   *
   * @throws TrainingException if the loss is no number any more
   * @throws IllegalArgumentException if that is since a feature became none
   */
  public TrainingResult train() {
    int steps = sampler.stepsPerEpoch();
    listeners.forEach(listener -> listener.trainingStarted(encoder, steps));
    List<EpochResult> epochs = new ArrayList<>();
    try (BatchesAhead batches = new BatchesAhead(sampler, workers)) {
      for (int epoch = 1; epoch <= config.epochs() && !stopRequested; epoch++) {
        objective.epochStarted(epoch);
        EpochResult result = trainEpoch(epoch, steps, batches);
        requireFiniteWeights(epoch);
        epochs.add(result);
        listeners.forEach(listener -> listener.epochEnded(result, encoder));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop();
    }
    return new TrainingResult(encoder, objective, steps, batchRows(), epochs, stopRequested);
  }

  private EpochResult trainEpoch(int epoch, int steps, BatchesAhead batches)
      throws InterruptedException {
    long start = System.nanoTime();
    double loss = 0;
    double active = 0;
    int done = 0;
    long items = 0;
    do {
      Batch batch = batches.next();
      double progress = ((epoch - 1.0) * steps + done) / ((double) config.epochs() * steps);
      LossValue value = trainStep(epoch, batch, progress);
      done++;
      items += batch.items();
      requireFinite(value, batch, epoch, done);
      loss += value.loss();
      active += value.active();
      for (TrainingListener listener : listeners) {
        listener.stepEnded(epoch, done, value);
      }
      start += waitWhilePaused();
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    } while (done < steps && !stopRequested);
    double seconds = (System.nanoTime() - start) / 1e9;
    return new EpochResult(epoch, loss / done, active / done, seconds, items);
  }

  private LossValue trainStep(int epoch, Batch batch, double progress) {
    double share = config.schedule().share(progress);
    Rows read = rows.start(batch.examples(), batch.size());
    Matrix embeddings =
        augmented == null
            ? pass.forward(read, rows)
            : pass.forward(augmented.start(read, rows, progress), augmented);
    LossValue value = objective.evaluate(batch, embeddings, gradient, workers);
    for (TrainingListener listener : listeners) {
      listener.batchEvaluated(epoch, batch, embeddings);
    }
    optimizer.step(encoder.weights().values(), pass.backward(gradient), share, workers);
    for (int i = 0; i < lossWeights.size(); i++) {
      LossParameters weights = lossWeights.get(i);
      lossOptimizers
          .get(i)
          .step(weights.values().data(), weights.gradient().data(), share, workers);
    }
    return value;
  }

  /** The last step of an epoch has no loss after it that would show what became of the weights. */
  private void requireFiniteWeights(int epoch) {
    requireFinite("a weight of the encoder", encoder.weights().values(), epoch);
    for (LossParameters weights : lossWeights) {
      requireFinite(
          "a weight of the loss (" + weights.name() + ")", weights.values().data(), epoch);
    }
  }

  private void requireFinite(String what, float[] values, int epoch) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new TrainingException(
            "%s became %s in epoch %d; try a smaller learning rate than %s"
                .formatted(what, value, epoch, config.adam().learningRate()));
      }
    }
  }

  private void requireFinite(LossValue value, Batch batch, int epoch, int step) {
    if (!Double.isFinite(value.loss())) {
      float largest = largestFeature(batch);
      if (epoch == 1 && step == 1) {
        throw new TrainingException(
            "the loss is %s at the first step, before any weight was changed; the largest feature of the batch is %s: scale features to about 0 to 1"
                .formatted(value.loss(), largest));
      }
      throw new TrainingException(
          "the loss became %s at step %d of epoch %d; try a smaller learning rate than %s"
              .formatted(value.loss(), step, epoch, config.adam().learningRate()));
    }
  }

  /** Features were finite when training began; a data set may change meanwhile. */
  private float largestFeature(Batch batch) {
    float[] features = new float[data.dataset().features()];
    float largest = 0;
    for (int i = 0; i < batch.size(); i++) {
      FiniteFeatures.require(data.dataset(), batch.examples()[i]);
      data.dataset().read(batch.examples()[i], features, 0);
      for (float feature : features) {
        largest = Math.max(largest, Math.abs(feature));
      }
    }
    return largest;
  }
}
