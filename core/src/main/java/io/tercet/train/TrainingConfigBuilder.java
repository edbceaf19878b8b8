package io.tercet.train;

import io.tercet.nn.Layer;
import io.tercet.optim.AdamSettings;
import java.util.ArrayList;
import java.util.List;

/** Changes parts of a configuration. All mistakes are found together, by {@link #build()}. */
public final class TrainingConfigBuilder {
  private final List<String> problems = new ArrayList<>();
  private TrainingConfig config;

  TrainingConfigBuilder(TrainingConfig config) {
    this.config = config;
  }

  /** How often to go over the data, at least 1. */
  public TrainingConfigBuilder epochs(int epochs) {
    require(epochs >= 1, "epochs", epochs, "at least 1");
    return with(config.layers(), config.loss(), config.margin(), epochs, config.batchSize());
  }

  /** Triplets of a step, at least 1. */
  public TrainingConfigBuilder batchSize(int size) {
    require(
        size >= 1 && size <= TrainingConfig.MAX_BATCH,
        "batch-size",
        size,
        "1 to " + TrainingConfig.MAX_BATCH);
    return with(config.layers(), config.loss(), config.margin(), config.epochs(), size);
  }

  /** Number of dimensions of an embedding, 1 to 65536. */
  public TrainingConfigBuilder embeddingSize(int size) {
    boolean fits = size >= 1 && size <= 1 << 16;
    require(fits, "embedding-size", size, "1 to " + (1 << 16));
    List<Layer> layers =
        fits ? TrainingConfig.withEmbeddingSize(config.layers(), size) : config.layers();
    return with(layers, config.loss(), config.margin(), config.epochs(), config.batchSize());
  }

  /** Which loss. */
  public TrainingConfigBuilder loss(LossKind loss) {
    return with(config.layers(), loss, config.margin(), config.epochs(), config.batchSize());
  }

  /** Alpha, at least 0. */
  public TrainingConfigBuilder margin(double margin) {
    require(
        margin >= 0 && margin < Double.POSITIVE_INFINITY,
        "margin",
        margin,
        "at least 0 and finite");
    return with(config.layers(), config.loss(), margin, config.epochs(), config.batchSize());
  }

  /** Learning rate of the optimiser, above 0. */
  public TrainingConfigBuilder learningRate(double rate) {
    boolean fits = rate > 0 && rate < Double.POSITIVE_INFINITY;
    require(fits, "learning-rate", rate, "above 0 and finite");
    return fits ? with(config.adam().withLearningRate(rate), config.seed()) : this;
  }

  /** Where all randomness comes from; any value. */
  public TrainingConfigBuilder seed(long seed) {
    return with(config.adam(), seed);
  }

  /**
   * The configuration.
   *
   * @throws ConfigException if a value is out of its range; it names all that are
   */
  public TrainingConfig build() {
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return config;
  }

  private void require(boolean fits, String name, Object found, String expected) {
    if (!fits) {
      problems.add("%s: found %s, expected %s".formatted(name, found, expected));
    }
  }

  private TrainingConfigBuilder with(
      List<Layer> layers, LossKind loss, double margin, int epochs, int batchSize) {
    config =
        new TrainingConfig(
            config.recipe(), layers, loss, margin, epochs, batchSize, config.adam(), config.seed());
    return this;
  }

  private TrainingConfigBuilder with(AdamSettings adam, long seed) {
    config =
        new TrainingConfig(
            config.recipe(),
            config.layers(),
            config.loss(),
            config.margin(),
            config.epochs(),
            config.batchSize(),
            adam,
            seed);
    return this;
  }
}
