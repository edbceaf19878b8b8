package io.tercet.train;

import io.tercet.distance.Distance;
import io.tercet.image.Augmentation;
import io.tercet.loss.Reducer;
import io.tercet.nn.Layer;
import io.tercet.optim.AdamSettings;
import io.tercet.optim.LearningRateSchedule;
import io.tercet.tensor.Checks;
import io.tercet.train.ObjectiveSettings.LateMiner;
import io.tercet.train.ObjectiveSettings.Memory;
import io.tercet.train.SamplerSettings.ClassesTimesExamples;
import io.tercet.train.SamplerSettings.RandomTriplets;
import io.tercet.train.SamplerSettings.ShuffledExamples;
import io.tercet.train.SamplerSettings.TripletsOfFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes parts of a configuration. All mistakes are found together, by {@link #build()}. */
public final class TrainingConfigBuilder {
  private final List<String> problems = new ArrayList<>();
  private final String recipe;
  private List<Layer> layers;
  private SamplerSettings sampler;
  private LossKind loss;
  private @Nullable MinerKind miner;
  private @Nullable LateMiner lateMiner;
  private @Nullable Distance distance;
  private @Nullable Double margin;
  private @Nullable Double temperature;
  private @Nullable Double scale;
  private @Nullable Reducer reducer;
  private boolean swap;
  private @Nullable Memory memory;
  private double varianceWeight;
  private double centreWeight;
  private Augmentation augmentation;
  private int epochs;
  private final AdamSettings adam;
  private double learningRate;
  private double weightDecay;
  private LearningRateSchedule schedule;
  private long seed;

  TrainingConfigBuilder(TrainingConfig config) {
    recipe = config.recipe();
    layers = config.layers();
    sampler = config.sampler();
    loss = config.objective().loss();
    miner = config.objective().miner();
    lateMiner = config.objective().lateMiner();
    distance = config.objective().distance();
    margin = config.objective().margin();
    temperature = config.objective().temperature();
    scale = config.objective().scale();
    reducer = config.objective().reducer();
    swap = config.objective().swap();
    memory = config.objective().memory();
    varianceWeight = config.objective().varianceWeight();
    centreWeight = config.objective().centreWeight();
    augmentation = config.augmentation();
    epochs = config.epochs();
    adam = config.adam();
    learningRate = adam.learningRate();
    weightDecay = adam.weightDecay();
    schedule = config.schedule();
    seed = config.seed();
  }

  /** How often to go over the data, at least 1. */
  public TrainingConfigBuilder epochs(int count) {
    require(count >= 1, "epochs", count, "at least 1");
    epochs = count;
    return this;
  }

  /** How images are changed while training. */
  public TrainingConfigBuilder augmentation(Augmentation chosen) {
    augmentation = chosen;
    return this;
  }

  /** Random triplets, that many a step. */
  public TrainingConfigBuilder batchSize(int triplets) {
    requireTriplets(triplets);
    sampler = new RandomTriplets(triplets);
    return this;
  }

  /** The triplets that a file lists, that many a step. */
  public TrainingConfigBuilder tripletsOfFile(Path file, int triplets) {
    requireTriplets(triplets);
    sampler = new TripletsOfFile(file.toString(), triplets);
    return this;
  }

  private void requireTriplets(int triplets) {
    boolean fits = triplets >= 1 && triplets <= TrainingConfig.MAX_BATCH;
    require(fits, "batch-size", triplets, "1 to " + TrainingConfig.MAX_BATCH);
  }

  /** P classes with K examples each. */
  public TrainingConfigBuilder classesTimesExamples(int classes, int examplesPerClass) {
    require(classes >= 2, "classes", classes, "at least 2");
    require(examplesPerClass >= 2, "per-class", examplesPerClass, "at least 2");
    sampler = new ClassesTimesExamples(classes, examplesPerClass);
    return this;
  }

  /** Examples of any classes in shuffled order, that many a step. */
  public TrainingConfigBuilder shuffledExamples(int examples) {
    require(examples >= 2, "batch-size", examples, "at least 2 examples");
    sampler = new ShuffledExamples(examples);
    return this;
  }

  /** The sampler as it is so far. */
  public SamplerSettings sampler() {
    return sampler;
  }

  /** Number of dimensions of an embedding, 1 to 65536. */
  public TrainingConfigBuilder embeddingSize(int size) {
    boolean fits = size >= 1 && size <= 1 << 16;
    require(fits, "embedding-size", size, "1 to " + (1 << 16));
    layers = fits ? TrainingConfig.withEmbeddingSize(layers, size) : layers;
    return this;
  }

  /** Which loss; what the one before was set to does not carry over. */
  public TrainingConfigBuilder loss(LossKind kind) {
    if (kind != loss) {
      miner = null;
      lateMiner = null;
      distance = null;
      margin = null;
      temperature = null;
      scale = null;
      reducer = null;
      swap = false;
    }
    loss = kind;
    return this;
  }

  /** Which miner. */
  public TrainingConfigBuilder miner(MinerKind kind) {
    miner = kind;
    return this;
  }

  /** Another miner from an epoch on, at least 2. */
  public TrainingConfigBuilder lateMiner(MinerKind kind, int fromEpoch) {
    require(fromEpoch >= 2, "late-miner-epoch", fromEpoch, "at least 2");
    lateMiner = new LateMiner(kind, fromEpoch);
    return this;
  }

  /** What the loss looks at. */
  public TrainingConfigBuilder distance(Distance chosen) {
    distance = chosen;
    return this;
  }

  /** Alpha, at least 0. */
  public TrainingConfigBuilder margin(double alpha) {
    requireNotNegative("margin", alpha);
    margin = alpha;
    return this;
  }

  /** What similarities are divided by, above 0. */
  public TrainingConfigBuilder temperature(double value) {
    requirePositive("temperature", value);
    temperature = value;
    return this;
  }

  /** What similarities are multiplied by, above 0. */
  public TrainingConfigBuilder scale(double value) {
    requirePositive("scale", value);
    scale = value;
    return this;
  }

  /** How terms become one number. */
  public TrainingConfigBuilder reducer(Reducer chosen) {
    reducer = chosen;
    return this;
  }

  /** Whether triplets also look at the distance of positive and negative. */
  public TrainingConfigBuilder swap(boolean chosen) {
    swap = chosen;
    return this;
  }

  /** A cross-batch memory of that many embeddings, at least 1, after some steps without. */
  public TrainingConfigBuilder memory(int size, int warmUpSteps) {
    require(size >= 1, "memory", size, "at least 1");
    require(warmUpSteps >= 0, "memory-warm-up", warmUpSteps, "at least 0");
    memory = new Memory(size, warmUpSteps);
    return this;
  }

  /** Weight of the variance term, at least 0. */
  public TrainingConfigBuilder varianceWeight(double weight) {
    requireNotNegative("variance-weight", weight);
    varianceWeight = weight;
    return this;
  }

  /** Weight of the centre loss, at least 0. */
  public TrainingConfigBuilder centreWeight(double weight) {
    requireNotNegative("centre-weight", weight);
    centreWeight = weight;
    return this;
  }

  /** Learning rate of the optimiser, above 0. */
  public TrainingConfigBuilder learningRate(double rate) {
    learningRate = requirePositive("learning-rate", rate) ? rate : learningRate;
    return this;
  }

  /** Weight decay of the optimiser, at least 0; times the learning rate, below 1. */
  public TrainingConfigBuilder weightDecay(double decay) {
    weightDecay = decay;
    return this;
  }

  /** How the learning rate changes. */
  public TrainingConfigBuilder schedule(LearningRateSchedule chosen) {
    schedule = chosen;
    return this;
  }

  /** Where all randomness comes from; any value. */
  public TrainingConfigBuilder seed(long value) {
    seed = value;
    return this;
  }

  /**
   * The configuration.
   *
   * @throws ConfigException if a value is out of its range, or parts do not go together; it names
   *     all mistakes
   */
  public TrainingConfig build() {
    ObjectiveSettings objective =
        new ObjectiveSettings(
            loss,
            miner,
            lateMiner,
            distance,
            margin,
            temperature,
            scale,
            reducer,
            swap,
            memory,
            varianceWeight,
            centreWeight);
    boolean decays = Checks.isNotNegative(weightDecay) && weightDecay * learningRate < 1;
    require(decays, "weight-decay", weightDecay, "at least 0 and below 1 / " + learningRate);
    List<String> found = new ArrayList<>(problems);
    found.addAll(ObjectiveChecks.problems(objective, sampler));
    if (!found.isEmpty()) {
      throw new ConfigException(found);
    }
    AdamSettings optimizer = adam.withWeightDecay(0).withLearningRate(learningRate);
    return new TrainingConfig(
        recipe,
        layers,
        sampler,
        objective,
        augmentation,
        epochs,
        optimizer.withWeightDecay(weightDecay),
        schedule,
        seed);
  }

  private void require(boolean fits, String name, Object found, String expected) {
    if (!fits) {
      problems.add("%s: found %s, expected %s".formatted(name, found, expected));
    }
  }

  private void requireNotNegative(String name, double value) {
    require(Checks.isNotNegative(value), name, value, Checks.NOT_NEGATIVE);
  }

  private boolean requirePositive(String name, double value) {
    boolean fits = Checks.isPositive(value);
    require(fits, name, value, Checks.POSITIVE);
    return fits;
  }
}
