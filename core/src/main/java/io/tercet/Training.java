package io.tercet;

import io.tercet.data.ArrayDataset;
import io.tercet.data.Dataset;
import io.tercet.image.Augmentation;
import io.tercet.loss.Loss;
import io.tercet.nn.Encoder;
import io.tercet.nn.Layer;
import io.tercet.optim.LearningRateSchedule;
import io.tercet.optim.Optimizer;
import io.tercet.sampling.Sampler;
import io.tercet.tensor.Matrix;
import io.tercet.train.ConfigException;
import io.tercet.train.Recipes;
import io.tercet.train.TrainingConfig;
import io.tercet.train.TrainingException;
import io.tercet.train.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
  private final Dataset data;
  private final List<TrainingListener> listeners = new ArrayList<>();
  private TrainingConfig config;
  private Sampler sampler;
  private Loss loss;
  private String dataName = "data";
  private int threads = Runtime.getRuntime().availableProcessors();
  private Fitting.Holdout holdout = Fitting.Holdout.NONE;
  private @Nullable Encoder start;

  private Training(TrainingConfig config, Dataset data) {
    this.config = config;
    this.sampler = config.sampler();
    this.loss = config.loss();
    this.data = data;
  }

  /**
   * {@return a training on labeled examples, to begin with that of recipe "mlp"}
   *
   * @param data the examples to train on, with class numbers
   */
  public static Training of(Dataset data) {
    return new Training(Recipes.mlp(), data);
  }

  /**
   * {@return a training on rows of features, to begin with that of recipe "mlp"}
   *
   * @param features [n][features], finite numbers; copied
   * @param labels class number of each row, from 0
   */
  public static Training of(float[][] features, int[] labels) {
    return of(ArrayDataset.of(Matrix.of(features), labels));
  }

  /**
   * {@return a recipe, to be trained {@link Recipe#on} some data}
   *
   * @param name one of {@link Recipes#names()}
   * @throws IllegalArgumentException if there is no such recipe
   */
  public static Recipe recipe(String name) {
    String names = String.join(", ", Recipes.names());
    String problem = "recipe: found '%s', expected one of %s".formatted(name, names);
    return config(Recipes.find(name).orElseThrow(() -> new IllegalArgumentException(problem)));
  }

  /**
   * {@return a configuration, to be trained {@link Recipe#on} some data}
   *
   * @param config all settings of a training
   */
  public static Recipe config(TrainingConfig config) {
    return new Recipe(config);
  }

  /**
   * A configuration without data.
   *
   * @param config the configuration
   */
  public record Recipe(TrainingConfig config) {
    /**
     * {@return a training of this configuration on labeled examples}
     *
     * @param data the examples to train on, with class numbers
     */
    public Training on(Dataset data) {
      return new Training(config, data);
    }
  }

  /**
   * Sets the layers of the encoder.
   *
   * @param layers first layer first
   * @return this
   */
  public Training encoder(Layer... layers) {
    config = config.withLayers(List.of(layers));
    return this;
  }

  /**
   * Sets the number of dimensions of an embedding: the units of the last dense layer.
   *
   * @param dimensions at least 1
   * @return this
   */
  public Training embeddingSize(int dimensions) {
    config = config.withEmbeddingSize(dimensions);
    return this;
  }

  /**
   * Sets which examples make a batch.
   *
   * @param chosen a sampler of the library, or one of yours
   * @return this
   */
  public Training batches(Sampler chosen) {
    sampler = chosen;
    return this;
  }

  /**
   * Sets the loss that training minimizes.
   *
   * @param chosen a loss of the library, or one of yours
   * @return this
   */
  public Training loss(Loss chosen) {
    loss = chosen;
    return this;
  }

  /**
   * Sets how gradients become new weights.
   *
   * @param chosen an optimizer of the library, or one of yours
   * @return this
   */
  public Training optimizer(Optimizer chosen) {
    config = config.withOptimizer(chosen);
    return this;
  }

  /**
   * Sets how the learning rate changes from the first step to the last.
   *
   * @param chosen a schedule of the library, or one of yours
   * @return this
   */
  public Training schedule(LearningRateSchedule chosen) {
    config = config.withSchedule(chosen);
    return this;
  }

  /**
   * Sets how images are changed while training.
   *
   * @param chosen the random changes of each image
   * @return this
   */
  public Training augmentation(Augmentation chosen) {
    config = config.withAugmentation(chosen);
    return this;
  }

  /**
   * Sets the number of passes over the data.
   *
   * @param count at least 1
   * @return this
   */
  public Training epochs(int count) {
    config = config.withEpochs(count);
    return this;
  }

  /**
   * Sets where all randomness comes from: the same seed gives the same model.
   *
   * @param seed any number
   * @return this
   */
  public Training seed(long seed) {
    config = config.withSeed(seed);
    return this;
  }

  /**
   * Adds a listener.
   *
   * @param listener a listener of the library, or one of yours
   * @return this
   */
  public Training listener(TrainingListener listener) {
    listeners.add(listener);
    return this;
  }

  /**
   * Sets the number of threads; the model does not depend on it. Default: one for each processor.
   *
   * @param count at least 1
   * @return this
   */
  public Training threads(int count) {
    threads = count;
    return this;
  }

  /**
   * Continues from a trained model (fine-tuning), with its layers.
   *
   * @param model the model whose weights the training starts from
   * @return this
   */
  public Training from(EmbeddingModel model) {
    start = model.encoder();
    config = config.withLayers(start.architecture().layers());
    return this;
  }

  /**
   * Holds out a share of each class to measure precision@1 each epoch; the best epoch is kept.
   *
   * @param fraction above 0 and below 1
   * @return this
   */
  public Training validation(double fraction) {
    holdout = holdout.withFraction(fraction);
    return this;
  }

  /**
   * Stops after some consecutive epochs without improvement; requires {@link #validation}.
   *
   * @param epochs the number of these epochs, at least 1
   * @return this
   */
  public Training patience(int epochs) {
    holdout = holdout.withPatience(epochs);
    return this;
  }

  /** {@return this, which then keeps the weights of the last epoch, whichever was best} */
  public Training keepLast() {
    holdout = holdout.withLast();
    return this;
  }

  /**
   * Sets what people call the data, for the model file. Default: "data".
   *
   * @param name any text
   * @return this
   */
  public Training named(String name) {
    dataName = name;
    return this;
  }

  /**
   * {@return the configuration as it is so far}
   *
   * @throws ConfigException if its parts do not go together
   */
  public TrainingConfig configuration() {
    return config.with(sampler, loss);
  }

  /**
   * Trains.
   *
   * @return the trained model
   * @throws ConfigException if the parts do not go together
   * @throws IllegalArgumentException if the data cannot be trained on with them
   * @throws TrainingException if the loss becomes NaN or infinite
   */
  public EmbeddingModel fit() {
    return new Fitting(configuration(), data, dataName, start, holdout, listeners).fit(threads);
  }
}
