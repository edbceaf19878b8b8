package io.tercet.train;

import io.tercet.data.Dataset;
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
import io.tercet.nn.Layer;
import io.tercet.nn.MaxPool2d;
import io.tercet.optim.Adam;
import io.tercet.optim.ConstantRate;
import io.tercet.optim.CosineRate;
import io.tercet.sampling.ClassBalanced;
import io.tercet.sampling.RandomTriplets;
import io.tercet.sampling.Shuffled;
import io.tercet.tensor.Activation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The named training configurations. */
public final class Recipes {
  /** Steps of a training that is fitted to small data. */
  private static final int STEPS = 1000;

  private static final int CONV_SIDE = 8;
  private static final int TABLE_BATCH = 256;
  private static final int TABLE_CLASSES = 16;
  private static final int TABLE_PASSES = 3;
  private static final Map<String, TrainingConfig> ALL = new LinkedHashMap<>();

  static {
    for (TrainingConfig config : List.of(classic(), mlp(), conv(), table(), pmlMnist())) {
      ALL.put(config.recipe(), config);
    }
  }

  private Recipes() {}

  /**
   * {@return the recipe "classic", the default: the Keras notebook's two dense layers, loss,
   * batches and optimizer}
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
   * {@return the recipe "mlp": a dense encoder with embeddings of length 1, batches of P classes x
   * K examples, and a loss over all pairs of a batch}
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
   * {@return the recipe "conv": three convolutions with pools between, embeddings of length 1,
   * batches of P classes x K examples, and a loss against a learned proxy of each class} Half of
   * the images are changed, the others as they are: those are what others are compared with later.
   * Chosen on the last 10,000 training images of MNIST, held out.
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
   * {@return the recipe "conv" fitted to images} Pools halve the images until a side is at most 8
   * pixels, a convolution before each and one after the last; 8 epochs, or as many as make 1,000
   * steps. For images of MNIST's size these are the layers of {@link #conv()}.
   *
   * @param train training examples, images
   */
  public static TrainingConfig conv(Dataset train) {
    List<Layer> layers = new ArrayList<>(List.of(Conv2d.of(32, 3, Activation.RELU)));
    int channels = 32;
    for (int side = Math.min(train.shape().get(0), train.shape().get(1));
        side > CONV_SIDE;
        side /= 2) {
      channels = Math.min(2 * channels, 128);
      layers.add(new MaxPool2d(2));
      layers.add(Conv2d.of(channels, 3, Activation.RELU));
    }
    layers.addAll(List.of(new Flatten(), new Dense(64, Activation.LINEAR), new L2Normalize()));
    TrainingConfig conv = conv();
    int steps = Math.max(1, train.size() / conv.sampler().rows());
    return conv.withLayers(layers).withEpochs(Math.max(conv.epochs(), Math.ceilDiv(STEPS, steps)));
  }

  /**
   * {@return the recipe "table": a dense encoder of standardized columns, embeddings of length 1,
   * batches of P classes x K examples, and a loss over all pairs of a batch} Dropout of columns and
   * units keeps it from learning small tables by heart. Batches and epochs are those of a table of
   * 5,000 rows; {@link #table(Dataset)} fits them to the data. Chosen by five folds of the public
   * tables wine, breast cancer and digits.
   */
  public static TrainingConfig table() {
    return new TrainingConfig(
        "table",
        List.of(
            new Dropout(0.2),
            new Dense(256, Activation.RELU),
            new Dropout(0.2),
            new Dense(32, Activation.LINEAR),
            new L2Normalize()),
        new ClassBalanced(TABLE_CLASSES, TABLE_BATCH / TABLE_CLASSES),
        SupervisedContrastiveLoss.defaults(),
        Augmentation.NONE,
        50,
        Adam.ofRate(0.003).withWeightDecay(0.01),
        new CosineRate(),
        1);
  }

  /**
   * {@return the recipe "table" fitted to data} A batch has as many classes as give each the
   * examples that half of the classes have, about 256 in all; epochs are counted so that training
   * takes 1,000 steps, or three passes over the data where those take more.
   *
   * @param train training examples
   */
  public static TrainingConfig table(Dataset train) {
    int[] sizes = classSizes(train);
    if (sizes.length == 0) {
      return table();
    }
    int half = Math.max(2, sizes[sizes.length / 2]);
    int most = Math.max(TABLE_CLASSES, TABLE_BATCH / half);
    int classes = Math.clamp(sizes.length, 2, most);
    int perClass = Math.clamp(TABLE_BATCH / classes, 2, Math.max(4, half));
    int steps = Math.max(1, train.size() / (classes * perClass));
    int epochs = Math.max(TABLE_PASSES, Math.ceilDiv(STEPS, steps));
    return table().withSampler(new ClassBalanced(classes, perClass)).withEpochs(epochs);
  }

  /** The sizes of the classes that have examples, ascending. */
  private static int[] classSizes(Dataset train) {
    int[] sizes = new int[train.classNames().size()];
    for (int label : train.labels()) {
      sizes[label]++;
    }
    return Arrays.stream(sizes).filter(size -> size > 0).sorted().toArray();
  }

  /**
   * {@return the recipe "pml-mnist": the network, loss, miner and optimizer of the MNIST example of
   * PyTorch Metric Learning, TripletMarginLossMNIST, and its batches of 256 examples in shuffled
   * order}
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

  /** {@return the names of the recipes, the default first} */
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /**
   * {@return the recipe of that name}
   *
   * @param name one of {@link #names()}
   */
  public static Optional<TrainingConfig> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }
}
