package io.tercet.train;

import io.tercet.distance.Distance;
import io.tercet.image.Augmentation;
import io.tercet.loss.ProxyAnchorLoss;
import io.tercet.loss.SupervisedContrastiveLoss;
import io.tercet.loss.TripletLoss;
import io.tercet.loss.TripletMeanSquareLoss;
import io.tercet.nn.Conv2d;
import io.tercet.nn.Dense;
import io.tercet.nn.Dropout;
import io.tercet.nn.Flatten;
import io.tercet.nn.L2Normalize;
import io.tercet.nn.MaxPool2d;
import io.tercet.optim.Adam;
import io.tercet.optim.ConstantRate;
import io.tercet.optim.CosineRate;
import io.tercet.sampling.ClassBalanced;
import io.tercet.sampling.RandomTriplets;
import io.tercet.sampling.Shuffled;
import io.tercet.tensor.Activation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The named training configurations. */
public final class Recipes {
  private static final Map<String, TrainingConfig> ALL = new LinkedHashMap<>();

  static {
    for (TrainingConfig config : List.of(classic(), mlp(), conv(), pmlMnist())) {
      ALL.put(config.recipe(), config);
    }
  }

  private Recipes() {}

  /**
   * Recipe "classic", the default: the Keras notebook's two dense layers, loss, batches and
   * optimizer.
   */
  public static TrainingConfig classic() {
    return new TrainingConfig(
        "classic",
        List.of(new Dense(64, Activation.RELU), new Dense(64, Activation.SIGMOID)),
        new RandomTriplets(RandomTriplets.DEFAULT_TRIPLETS),
        TripletMeanSquareLoss.defaults(),
        Augmentation.NONE,
        10,
        Adam.KERAS,
        new ConstantRate(),
        1);
  }

  /**
   * Recipe "mlp": a dense encoder with embeddings of length 1, batches of P classes x K examples,
   * and a loss over all pairs of a batch.
   */
  public static TrainingConfig mlp() {
    return new TrainingConfig(
        "mlp",
        List.of(
            new Dense(512, Activation.RELU), new Dense(64, Activation.LINEAR), new L2Normalize()),
        new ClassBalanced(10, 50),
        SupervisedContrastiveLoss.defaults(),
        Augmentation.NONE,
        12,
        Adam.KERAS,
        new ConstantRate(),
        1);
  }

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
        new ClassBalanced(10, 12),
        ProxyAnchorLoss.defaults(),
        Augmentation.builder()
            .shift(2)
            .rotation(12)
            .scale(0.12)
            .shear(8)
            .elastic(1)
            .unchangedShare(0.5)
            .annealing()
            .build(),
        8,
        Adam.ofRate(0.002).withWeightDecay(0.5),
        new CosineRate(),
        1);
  }

  /**
   * Recipe "pml-mnist": the network, loss, miner and optimizer of the MNIST example of PyTorch
   * Metric Learning, TripletMarginLossMNIST, and its batches of 256 examples in shuffled order.
   */
  public static TrainingConfig pmlMnist() {
    return new TrainingConfig(
        "pml-mnist",
        List.of(
            Conv2d.of(32, 3, Activation.RELU),
            Conv2d.of(64, 3, Activation.RELU),
            new MaxPool2d(2),
            new Dropout(0.25),
            new Flatten(),
            new Dense(128, Activation.LINEAR)),
        new Shuffled(256),
        TripletLoss.defaults().withDistance(Distance.COSINE),
        Augmentation.NONE,
        1,
        new Adam(0.01, 0.9, 0.999, 1e-8, 0),
        new ConstantRate(),
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
