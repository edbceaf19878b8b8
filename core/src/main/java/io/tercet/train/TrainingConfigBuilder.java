package io.tercet.train;

import io.tercet.nn.Layer;
import io.tercet.optim.AdamSettings;
import io.tercet.train.SamplerSettings.ClassesTimesExamples;
import io.tercet.train.SamplerSettings.RandomTriplets;
import java.util.ArrayList;
import java.util.List;

/** Changes parts of a configuration. All mistakes are found together, by {@link #build()}. */
public final class TrainingConfigBuilder {
  private final List<String> problems = new ArrayList<>();
  private final String recipe;
  private List<Layer> layers;
  private SamplerSettings sampler;
  private LossKind loss;
  private MinerKind miner;
  private double margin;
  private int epochs;
  private AdamSettings adam;
  private long seed;
  private boolean marginChosen;
  private boolean minerChosen;

  TrainingConfigBuilder(TrainingConfig config) {
    recipe = config.recipe();
    layers = config.layers();
    sampler = config.sampler();
    loss = config.objective().loss();
    miner = config.objective().miner();
    margin = config.objective().margin();
    epochs = config.epochs();
    adam = config.adam();
    seed = config.seed();
  }

  /** How often to go over the data, at least 1. */
  public TrainingConfigBuilder epochs(int count) {
    require(count >= 1, "epochs", count, "at least 1");
    epochs = count;
    return this;
  }

  /** Random triplets, that many a step. */
  public TrainingConfigBuilder batchSize(int triplets) {
    boolean fits = triplets >= 1 && triplets <= TrainingConfig.MAX_BATCH;
    require(fits, "batch-size", triplets, "1 to " + TrainingConfig.MAX_BATCH);
    sampler = new RandomTriplets(triplets);
    return this;
  }

  /** P classes with K examples each. */
  public TrainingConfigBuilder classesTimesExamples(int classes, int examplesPerClass) {
    require(classes >= 2, "classes", classes, "at least 2");
    require(examplesPerClass >= 2, "per-class", examplesPerClass, "at least 2");
    sampler = new ClassesTimesExamples(classes, examplesPerClass);
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

  /** Which loss. */
  public TrainingConfigBuilder loss(LossKind kind) {
    loss = kind;
    return this;
  }

  /** Which miner, for triplet losses over whole batches. */
  public TrainingConfigBuilder miner(MinerKind kind) {
    miner = kind;
    minerChosen = true;
    return this;
  }

  /** Alpha, at least 0. */
  public TrainingConfigBuilder margin(double alpha) {
    boolean fits = alpha >= 0 && alpha < Double.POSITIVE_INFINITY;
    require(fits, "margin", alpha, "at least 0 and finite");
    margin = alpha;
    marginChosen = true;
    return this;
  }

  /** Learning rate of the optimiser, above 0. */
  public TrainingConfigBuilder learningRate(double rate) {
    boolean fits = rate > 0 && rate < Double.POSITIVE_INFINITY;
    require(fits, "learning-rate", rate, "above 0 and finite");
    adam = fits ? adam.withLearningRate(rate) : adam;
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
   * @throws ConfigException if a value is out of its range, or sampler and loss do not go together;
   *     it names all mistakes
   */
  public TrainingConfig build() {
    List<String> found = new ArrayList<>(problems);
    checkLossAndSampler(found);
    if (marginChosen && !loss.hasMargin()) {
      found.add("margin: loss %s has none to set".formatted(loss));
    }
    if (minerChosen && !loss.hasMiner()) {
      found.add("miner: loss %s takes none, only triplet and soft-triplet do".formatted(loss));
    }
    if (!found.isEmpty()) {
      throw new ConfigException(found);
    }
    ObjectiveSettings objective = new ObjectiveSettings(loss, miner, margin);
    return new TrainingConfig(recipe, layers, sampler, objective, epochs, adam, seed);
  }

  private void checkLossAndSampler(List<String> found) {
    boolean triplets = sampler instanceof RandomTriplets;
    if (triplets == loss.isOfWholeBatch()) {
      found.add(
          triplets
              ? "loss: %s looks at whole batches and needs --sampler p-k".formatted(loss)
              : "loss: %s needs random triplets, --sampler triplets".formatted(loss));
    }
    if (!triplets
        && sampler instanceof ClassesTimesExamples(int classes, int perClass)
        && (long) classes * perClass > TrainingConfig.MAX_PAIRED_ROWS) {
      found.add(
          "classes x per-class: found %d x %d, expected at most %d examples"
              .formatted(classes, perClass, TrainingConfig.MAX_PAIRED_ROWS));
    }
  }

  private void require(boolean fits, String name, Object found, String expected) {
    if (!fits) {
      problems.add("%s: found %s, expected %s".formatted(name, found, expected));
    }
  }
}
