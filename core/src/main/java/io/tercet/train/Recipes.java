package io.tercet.train;

import io.tercet.distance.Distance;
import io.tercet.image.Augmentation;
import io.tercet.loss.Reducer;
import io.tercet.nn.Conv2d;
import io.tercet.nn.Dense;
import io.tercet.nn.Dropout;
import io.tercet.nn.Flatten;
import io.tercet.nn.L2Normalize;
import io.tercet.nn.MaxPool2d;
import io.tercet.optim.AdamSettings;
import io.tercet.optim.LearningRateSchedule;
import io.tercet.tensor.Activation;
import io.tercet.train.SamplerSettings.ClassesTimesExamples;
import io.tercet.train.SamplerSettings.ShuffledExamples;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The named training configurations. */
public final class Recipes {
  private static final Map<String, TrainingConfig> ALL = new LinkedHashMap<>();

  static {
    for (TrainingConfig config :
        List.of(TrainingConfig.classic(), TrainingConfig.mlp(), conv(), pmlMnist())) {
      ALL.put(config.recipe(), config);
    }
  }

  private Recipes() {}

  /**
   * Recipe "conv": three convolutions with pools between, embeddings of length 1, batches of P
   * classes x K examples, and a loss against a learned proxy of each class. Half of the images are
   * changed, the others as they are: those are what others are compared with later. Chosen on the
   * last 10,000 training images of MNIST, held out.
   */
  public static TrainingConfig conv() {
    return new TrainingConfig(
        "conv",
        List.of(
            Conv2d.of(32, 3, Activation.RELU),
            new MaxPool2d(2),
            Conv2d.of(64, 3, Activation.RELU),
            new MaxPool2d(2),
            Conv2d.of(128, 3, Activation.RELU),
            new Flatten(),
            new Dense(64, Activation.LINEAR),
            new L2Normalize()),
        new ClassesTimesExamples(10, 12),
        ObjectiveSettings.of(LossKind.PROXY_ANCHOR),
        new Augmentation(2, 12, 0.12, 8, 1, 0, 0, 0, 0.5, true, false),
        8,
        AdamSettings.KERAS.withLearningRate(0.002).withWeightDecay(0.5),
        LearningRateSchedule.COSINE,
        1);
  }

  /**
   * Recipe "pml-mnist": the network, loss, miner and optimiser of the MNIST example of PyTorch
   * Metric Learning, TripletMarginLossMNIST, and its batches of 256 examples in shuffled order.
   */
  public static TrainingConfig pmlMnist() {
    ObjectiveSettings triplet =
        new ObjectiveSettings(
            LossKind.TRIPLET,
            MinerKind.SEMI_HARD,
            null,
            Distance.COSINE,
            0.2,
            null,
            null,
            Reducer.MEAN_NON_ZERO,
            false,
            null,
            0,
            0);
    return new TrainingConfig(
        "pml-mnist",
        List.of(
            Conv2d.of(32, 3, Activation.RELU),
            Conv2d.of(64, 3, Activation.RELU),
            new MaxPool2d(2),
            new Dropout(0.25),
            new Flatten(),
            new Dense(128, Activation.LINEAR)),
        new ShuffledExamples(256),
        triplet,
        Augmentation.NONE,
        1,
        new AdamSettings(0.01, 0.9, 0.999, 1e-8, 0),
        LearningRateSchedule.CONSTANT,
        1);
  }

  /** Their names, the default first. */
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /** The recipe of that name. */
  public static Optional<TrainingConfig> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }
}
