package io.tercet.train;

import io.tercet.input.EncodedDataset;
import io.tercet.loss.LossValue;
import io.tercet.loss.Objective;
import io.tercet.nn.EmbeddingGradient;
import io.tercet.nn.Encoder;
import io.tercet.nn.TrainingPass;
import io.tercet.parallel.Workers;
import io.tercet.sampling.Batch;
import io.tercet.sampling.BatchSource;
import io.tercet.sampling.BatchesAhead;
import io.tercet.sampling.TripletSampler;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Rows;
import io.tercet.tensor.SavedState;
import io.tercet.tensor.Seed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The training loop: batch, forward, objective, backward, optimizer step. All else (printing,
 * pictures, files) is done by listeners. For one training; {@link #stop()}, {@link #pause()} and
 * {@link #resume()} may be called from any thread.
 */
public final class Trainer implements TrainingControl {
  private final TrainingConfig config;
  private final Workers workers;
  private final List<TrainingListener> listeners;
  private final Encoder encoder;
  private final BatchSource batches;
  private final Objective objective;
  private final TrainingPass pass;
  private final EmbeddingGradient gradient;
  private final EncodedDataset.Batch rows;
  private final @Nullable AugmentedLoader augmented;
  private final LearnedParts learned;
  private final FiniteTraining finite;
  private final PauseGate gate = new PauseGate();
  private final Position position = new Position();
  private boolean inStep;
  private boolean endedWithinEpoch;

  /**
   * Prepares a training, whose initial weights are drawn from the seed.
   *
   * @param config all settings of the training
   * @param data the examples to train on
   * @param workers the threads that run the tasks
   * @param listeners are notified in this order
   * @throws IllegalArgumentException if the data has no triplets, or a batch does not fit into the
   *     heap
   */
  public Trainer(
      TrainingConfig config,
      EncodedDataset data,
      Workers workers,
      List<TrainingListener> listeners) {
    this(config, data, null, workers, listeners);
  }

  /**
   * Prepares a training from weights that are given (fine-tuning).
   *
   * @param config all settings of the training
   * @param data the examples to train on
   * @param start an encoder of the configuration's layers, which is copied; null for one whose
   *     weights are drawn
   * @param workers the threads that run the tasks
   * @param listeners are notified in this order
   * @throws IllegalArgumentException if its layers or its inputs are others
   */
  public Trainer(
      TrainingConfig config,
      EncodedDataset data,
      @Nullable Encoder start,
      Workers workers,
      List<TrainingListener> listeners) {
    this.config = config;
    this.workers = workers;
    this.listeners = List.copyOf(listeners);
    requireMemory(config, data.dataset().shape());
    Seed seed = new Seed(config.seed());
    int size = config.sampler().rows();
    this.encoder =
        TrainingStart.encoder(config, data, start, seed).withInputEncoding(data.encoding());
    this.batches = config.sampler().bind(data.dataset(), seed);
    int classes = data.dataset().classNames().size();
    this.objective = config.loss().bind(config.lossContext(classes, encoder.embeddingSize()));
    this.pass = new TrainingPass(encoder, size, seed, workers);
    this.gradient = new EmbeddingGradient(size, encoder.embeddingSize());
    this.rows = data.batch(size);
    this.augmented =
        config.augmentation().isNone()
            ? null
            : new AugmentedLoader(config.augmentation(), data, size, seed);
    this.learned = new LearnedParts(encoder, objective, config.optimizer(), config.clipNorm());
    this.finite = new FiniteTraining(data.dataset(), config.optimizer().learningRate());
    TrainingStart.requireClasses(config.sampler(), data.dataset());
  }

  /**
   * A training that continues where another of the same configuration and data was, and ends with
   * the same bytes.
   *
   * @param config of that training; another learning rate is allowed, and then the bytes are others
   * @param data the examples of that training
   * @param state where it was
   * @param workers any number of threads
   * @param listeners of this part of the training
   * @return the training, to be run by {@link #train}
   * @throws IllegalArgumentException if the state is not of such a training
   * @throws UnsupportedOperationException if the optimizer or the loss is not of the library and
   *     does not restore its state
   */
  public static Trainer resumed(
      TrainingConfig config,
      EncodedDataset data,
      TrainingState state,
      Workers workers,
      List<TrainingListener> listeners) {
    Trainer trainer = new Trainer(config, data, workers, listeners);
    trainer.restore(state.values());
    return trainer;
  }

  private void restore(SavedState from) {
    position.restore(from.part(TrainingState.POSITION));
    if (position.step() > batches.stepsPerEpoch() || position.epochs().size() > config.epochs()) {
      throw new IllegalArgumentException(
          "saved state: step %d of epoch %d, expected at most %d of %d"
              .formatted(
                  position.step(), position.epoch(), batches.stepsPerEpoch(), config.epochs()));
    }
    if (position.step() > 0) {
      objective.epochStarted(position.epoch());
    }
    learned.restore(from);
    long steps = position.steps(batches.stepsPerEpoch());
    pass.skipTo(steps);
    if (augmented != null) {
      augmented.skipTo(steps);
    }
    Batch dropped = batches.room();
    for (long i = 0; i < steps; i++) {
      batches.drawInto(dropped);
    }
  }

  @Override
  public TrainingState state() {
    if (inStep || endedWithinEpoch) {
      throw new IllegalStateException("a training is copied between two steps of it");
    }
    SavedState into = new SavedState();
    position.save(into.part(TrainingState.POSITION));
    learned.save(into);
    return new TrainingState(into);
  }

  /**
   * Checks that a training fits into the heap of this JVM, before anything is allocated.
   *
   * @param config all settings of the training
   * @param shape of an example
   * @throws IllegalArgumentException if it does not; the message says what would
   */
  public static void requireMemory(TrainingConfig config, List<Integer> shape) {
    TrainingMemory.of(config.architecture(shape))
        .requireFits(config.sampler().rows(), shape, Runtime.getRuntime().maxMemory());
  }

  /** {@return the class numbers that are never anchors, having one example only} */
  public List<Integer> leftOutClasses() {
    return batches instanceof TripletSampler triplets ? triplets.leftOut() : List.of();
  }

  /** {@return the number of steps of an epoch} */
  public int stepsPerEpoch() {
    return batches.stepsPerEpoch();
  }

  /**
   * {@return the number of examples of a batch: as the settings say, or fewer where the data has
   * fewer}
   */
  public int batchRows() {
    return batches.room().size();
  }

  @Override
  public void stop() {
    gate.stop();
  }

  @Override
  public void pause() {
    gate.pause();
  }

  @Override
  public void resume() {
    gate.resume();
  }

  @Override
  public boolean isPaused() {
    return gate.isPaused();
  }

  /**
   * Trains.
   *
   * @return the trained encoder and what it was trained with
   * @throws TrainingException if the loss is NaN or infinite
   * @throws IllegalArgumentException if that is since a feature became none
   */
  public TrainingResult train() {
    int steps = batches.stepsPerEpoch();
    listeners.forEach(listener -> listener.attached(this));
    begin(steps);
    try (BatchesAhead ahead = new BatchesAhead(batches, workers)) {
      while (position.epoch() <= config.epochs() && !gate.isStopRequested()) {
        trainEpoch(position.epoch(), steps, ahead);
        if (position.step() < steps) {
          listeners.forEach(TrainingListener::trainingStopping);
          endedWithinEpoch = true;
        }
        EpochResult result = position.endEpoch();
        finite.requireWeights(encoder, learned.ofLoss(), result.epoch());
        listeners.forEach(listener -> listener.epochEnded(result, encoder));
      }
      if (gate.isStopRequested() && !endedWithinEpoch && position.epoch() <= config.epochs()) {
        listeners.forEach(TrainingListener::trainingStopping);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop();
    }
    return new TrainingResult(
        encoder, objective, steps, batchRows(), position.epochs(), gate.isStopRequested());
  }

  private void begin(int steps) {
    if (position.isStart()) {
      listeners.forEach(listener -> listener.trainingStarted(encoder, steps));
    } else {
      listeners.forEach(
          listener -> listener.trainingResumed(encoder, steps, position.epochs(), position.step()));
    }
  }

  /** Takes the steps of an epoch that are left; at least one, unless it was complete. */
  private void trainEpoch(int epoch, int steps, BatchesAhead ahead) throws InterruptedException {
    if (position.step() == 0) {
      objective.epochStarted(epoch);
    }
    position.startClock();
    while (position.step() < steps) {
      Batch batch = ahead.next();
      double progress =
          ((epoch - 1.0) * steps + position.step()) / ((double) config.epochs() * steps);
      inStep = true;
      LossValue value = trainStep(epoch, batch, progress);
      inStep = false;
      position.add(value, batch.items());
      finite.requireLoss(value, batch, epoch, position.step());
      for (TrainingListener listener : listeners) {
        listener.stepEnded(epoch, position.step(), value);
      }
      position.pausedFor(gate.await());
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (gate.isStopRequested()) {
        return;
      }
    }
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
    learned.step(pass.backward(gradient), share, workers);
    return value;
  }
}
