package io.tercet;

import io.tercet.data.ArrayDataset;
import io.tercet.data.Dataset;
import io.tercet.data.DatasetDigest;
import io.tercet.data.Splits;
import io.tercet.data.TrainTestSplit;
import io.tercet.image.Augmentation;
import io.tercet.input.EncodedDataset;
import io.tercet.loss.Loss;
import io.tercet.loss.LossParameters;
import io.tercet.model.ModelFile;
import io.tercet.model.Provenance;
import io.tercet.nn.Encoder;
import io.tercet.nn.Layer;
import io.tercet.optim.LearningRateSchedule;
import io.tercet.optim.Optimizer;
import io.tercet.parallel.Workers;
import io.tercet.sampling.Sampler;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Seed;
import io.tercet.train.ConfigException;
import io.tercet.train.Recipes;
import io.tercet.train.Trainer;
import io.tercet.train.TrainingConfig;
import io.tercet.train.TrainingException;
import io.tercet.train.TrainingListener;
import io.tercet.train.TrainingResult;
import io.tercet.train.Validation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A training to be set up and run: from a recipe, with any of its parts exchanged, or from parts
 * alone. Each method changes this object and returns it; {@link #fit} may be called more than once
 * and gives the same bytes each time. Not safe for several threads.
 *
 * <pre>{@code
 * EmbeddingModel model = Training.of(faces).loss(TripletLoss.defaults().withMargin(0.3))
 *     .batches(new ClassBalanced(10, 12)).epochs(8).seed(1).fit();
 * }</pre>
 */
public final class Training {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Dataset data;
  private final List<TrainingListener> listeners = new ArrayList<>();
  private TrainingConfig config;
  private Sampler sampler;
  private Loss loss;
  private String dataName = "data";
  private int threads = Runtime.getRuntime().availableProcessors();
  private double validationFraction;
  private int patience = Validation.NO_PATIENCE;
  private boolean keepsBest = true;
  private @Nullable Encoder start;

  private Training(TrainingConfig config, Dataset data) {
    this.config = config;
    this.sampler = config.sampler();
    this.loss = config.loss();
    this.data = data;
  }

  /** A training on labeled examples, to begin with that of recipe "mlp". */
  public static Training of(Dataset data) {
    return new Training(Recipes.mlp(), data);
  }

  /**
   * The same on rows of features.
   *
   * @param features [n][features], finite numbers; copied
   * @param labels class number of each row, from 0
   */
  public static Training of(float[][] features, int[] labels) {
    return of(ArrayDataset.of(Matrix.of(features), labels));
  }

  /** A recipe, to be trained {@link Recipe#on} some data. */
  public static Recipe recipe(String name) {
    return new Recipe(
        Recipes.find(name)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "recipe: found '%s', expected one of %s"
                        .formatted(name, String.join(", ", Recipes.names())))));
  }

  /** A configuration, to be trained {@link Recipe#on} some data. */
  public static Recipe config(TrainingConfig config) {
    return new Recipe(config);
  }

  /**
   * A configuration without data.
   *
   * @param config the configuration
   */
  public record Recipe(TrainingConfig config) {
    /** A training of this configuration on labeled examples. */
    public Training on(Dataset data) {
      return new Training(config, data);
    }
  }

  /** The layers of the encoder, first layer first. */
  public Training encoder(Layer... layers) {
    config = config.withLayers(List.of(layers));
    return this;
  }

  /** Number of dimensions of an embedding: the units of the last dense layer. */
  public Training embeddingSize(int dimensions) {
    config = config.withEmbeddingSize(dimensions);
    return this;
  }

  /** Which examples make a batch: one of the library's, or any of yours. */
  public Training batches(Sampler chosen) {
    sampler = chosen;
    return this;
  }

  /** What training makes small: one of the library's, or any of yours. */
  public Training loss(Loss chosen) {
    loss = chosen;
    return this;
  }

  /** How gradients become new weights: one of the library's, or any of yours. */
  public Training optimizer(Optimizer chosen) {
    config = config.withOptimizer(chosen);
    return this;
  }

  /** How the learning rate changes from the first step to the last. */
  public Training schedule(LearningRateSchedule chosen) {
    config = config.withSchedule(chosen);
    return this;
  }

  /** How images are changed while training. */
  public Training augmentation(Augmentation chosen) {
    config = config.withAugmentation(chosen);
    return this;
  }

  /** How often to go over the data, at least 1. */
  public Training epochs(int count) {
    config = config.withEpochs(count);
    return this;
  }

  /** Where all randomness comes from. */
  public Training seed(long seed) {
    config = config.withSeed(seed);
    return this;
  }

  /** Adds a listener: one of the library's, or any of yours. */
  public Training listener(TrainingListener listener) {
    listeners.add(listener);
    return this;
  }

  /** Number of threads; the model does not depend on it. Default: one for each processor. */
  public Training threads(int count) {
    threads = count;
    return this;
  }

  /** Continues from a trained model (fine-tuning), with its layers. */
  public Training from(EmbeddingModel model) {
    Encoder encoder = model.encoder();
    config = config.withLayers(encoder.architecture().layers());
    start = encoder;
    return this;
  }

  /**
   * Holds a share of each class out and measures precision@1 on it each epoch; the model is that of
   * the best epoch.
   *
   * @param fraction above 0 and below 1
   */
  public Training validation(double fraction) {
    validationFraction = fraction;
    return this;
  }

  /** Early stopping after that many consecutive epochs without improvement; requires validation. */
  public Training patience(int epochs) {
    patience = epochs;
    return this;
  }

  /** Keeps the weights of the last epoch, whichever was best. */
  public Training keepLast() {
    keepsBest = false;
    return this;
  }

  /** What people call the data, for the model file. Default: "data". */
  public Training named(String name) {
    dataName = name;
    return this;
  }

  /**
   * The configuration as it is so far.
   *
   * @throws ConfigException if its parts do not go together
   */
  public TrainingConfig configuration() {
    return config.with(sampler, loss);
  }

  /**
   * Trains.
   *
   * @throws ConfigException if the parts do not go together
   * @throws IllegalArgumentException if the data cannot be trained on with them
   * @throws TrainingException if the loss becomes no number
   */
  public EmbeddingModel fit() {
    TrainingConfig training = configuration();
    try (Workers workers = new Workers(threads)) {
      if (validationFraction == 0) {
        return model(train(training, data, listeners, workers), training, data, Map.of());
      }
      TrainTestSplit split =
          Splits.byFraction(dataName, data, validationFraction, new Seed(training.seed()));
      Validation validation = Validation.ofPrecisionAt1(split.test(), patience, workers);
      List<TrainingListener> all = new ArrayList<>();
      all.add(validation);
      all.addAll(listeners);
      TrainingResult result = train(training, split.train(), all, workers);
      Map<String, Object> origin = new LinkedHashMap<>();
      origin.put("validation_fraction", validationFraction);
      if (keepsBest) {
        validation.restoreBest(result.encoder());
        origin.put("model_of_epoch", validation.bestEpoch());
      }
      return model(result, training, split.train(), origin);
    }
  }

  private TrainingResult train(
      TrainingConfig training, Dataset examples, List<TrainingListener> all, Workers workers) {
    EncodedDataset reader = EncodedDataset.of(examples, workers);
    return new Trainer(training, reader, start, workers, all).train();
  }

  private EmbeddingModel model(
      TrainingResult result,
      TrainingConfig training,
      Dataset examples,
      Map<String, Object> origin) {
    Map<String, Matrix> parameters = new LinkedHashMap<>();
    for (LossParameters each : result.objective().weights()) {
      parameters.put(each.name(), each.values());
    }
    return EmbeddingModel.of(
        new ModelFile(
            result.encoder(),
            parameters,
            examples.preprocessing(),
            JSON.valueToTree(training),
            Provenance.here(
                "library",
                dataName,
                DatasetDigest.of(examples),
                training.seed(),
                result.epochs().size(),
                origin)));
  }
}
