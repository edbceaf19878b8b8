package io.tercet.app.start;

import io.tercet.data.ByteImages;
import io.tercet.input.EncodedDataset;
import io.tercet.loss.Loss;
import io.tercet.loss.TripletLoss;
import io.tercet.nn.Encoder;
import io.tercet.parallel.Workers;
import io.tercet.sampling.ClassBalanced;
import io.tercet.sampling.ListedTriplets;
import io.tercet.sampling.RandomTriplets;
import io.tercet.sampling.Sampler;
import io.tercet.sampling.Shuffled;
import io.tercet.tensor.Seed;
import io.tercet.train.Trainer;
import io.tercet.train.TrainingConfig;
import io.tercet.train.TrainingException;
import io.tercet.train.TrainingListener;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A small training like the one to come, on made-up data, while options and real data are still
 * read and made ready: the first second of a JVM interprets vector code, which is some hundred
 * times slower than compiled. On one thread of its own until the real training starts or it is
 * closed; nothing of it is left.
 */
public final class WarmUp implements AutoCloseable, TrainingListener {
  private static final int ENDLESS = Integer.MAX_VALUE;
  private static final int EXAMPLES = 64;
  private static final int CLASSES = 4;
  private static final int SIDE = 28;

  /** Period of the dense pixels, which are mostly non-zero like those in the middle of an image. */
  private static final int FREQUENT = 4;

  private static final double OFTEN = 0.6;
  private static final double SELDOM = 0.07;
  private static final int TRIPLETS = 4;
  private static final int EXAMPLES_PER_CLASS = 16;

  private final TrainingConfig config;
  private final Thread thread;
  private @Nullable Trainer trainer;
  private boolean closed;

  private WarmUp(TrainingConfig config) {
    this.config = config;
    thread = Thread.ofPlatform().daemon().name("tercet-warm-up").unstarted(this::warmUp);
  }

  /** Starts warming up for a training. */
  public static WarmUp start(TrainingConfig config) {
    WarmUp warmUp = new WarmUp(config);
    warmUp.thread.start();
    return warmUp;
  }

  /**
   * Warms up for another training than was expected.
   *
   * @return this if that takes nothing else, or what has started in its place
   */
  public WarmUp turnTo(TrainingConfig other) {
    if (runsLike(other)) {
      return this;
    }
    stop();
    return start(other);
  }

  /**
   * Whether the same code runs. Unchanged layers are the same list; to compare records by their
   * content takes a JVM that has just started 20 ms.
   */
  @SuppressWarnings("ReferenceEquality")
  private boolean runsLike(TrainingConfig other) {
    return config.layers() == other.layers()
        && config.sampler().getClass() == other.sampler().getClass()
        && runsLike(config.loss(), other.loss())
        && config.augmentation().isNone() == other.augmentation().isNone();
  }

  /** Constants are the same code; a triplet loss is its miner's. */
  private static boolean runsLike(Loss loss, Loss other) {
    if (loss instanceof TripletLoss mine && other instanceof TripletLoss others) {
      return mine.miner().getClass() == others.miner().getClass()
          && mine.distance().equals(others.distance());
    }
    return loss.getClass() == other.getClass();
  }

  private void warmUp() {
    try (Workers workers = new Workers(1)) {
      Trainer small = trainer(config, workers);
      if (begin(small)) {
        small.train();
      }
    } catch (IllegalArgumentException | TrainingException e) {
      // Settings that lead nowhere, or not with images so small: the training itself will say so.
    }
  }

  static Trainer trainer(TrainingConfig config, Workers workers) {
    return new Trainer(small(config), EncodedDataset.of(data(), workers), workers, List.of());
  }

  private synchronized boolean begin(Trainer small) {
    trainer = small;
    return !closed;
  }

  private static TrainingConfig small(TrainingConfig config) {
    Sampler small =
        switch (config.sampler()) {
          case RandomTriplets _, ListedTriplets _ -> new RandomTriplets(TRIPLETS);
          case ClassBalanced _ -> new ClassBalanced(CLASSES, EXAMPLES_PER_CLASS);
          case Shuffled _ -> new Shuffled(CLASSES * EXAMPLES_PER_CLASS);
          default -> config.sampler();
        };
    return config.withSampler(small).withEpochs(ENDLESS);
  }

  private static ByteImages data() {
    RandomGenerator random = new Seed(1).stream("warm-up");
    byte[] pixels = new byte[EXAMPLES * SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      double share = i % FREQUENT == 0 ? OFTEN : SELDOM;
      pixels[i] = (byte) (random.nextDouble() < share ? random.nextInt(256) : 0);
    }
    int[] labels = new int[EXAMPLES];
    Arrays.setAll(labels, i -> i % CLASSES);
    List<String> names = IntStream.range(0, CLASSES).mapToObj(String::valueOf).toList();
    return new ByteImages(List.of(SIDE, SIDE), names, pixels, labels);
  }

  @Override
  public void trainingStarted(Encoder encoder, int stepsPerEpoch) {
    close();
  }

  /** Ends it, after the step it is at. */
  @Override
  public void close() {
    stop();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks it to end after the step it is at; does not wait for that. */
  public synchronized void stop() {
    closed = true;
    if (trainer != null) {
      trainer.stop();
    }
  }
}
