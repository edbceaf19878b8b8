package io.tercet.train;

import io.tercet.image.Augmentation;
import io.tercet.nn.Architecture;
import io.tercet.nn.Dense;
import io.tercet.nn.L2Normalize;
import io.tercet.nn.Layer;
import io.tercet.optim.AdamSettings;
import io.tercet.optim.LearningRateSchedule;
import io.tercet.tensor.Activation;
import io.tercet.tensor.Seed;
import io.tercet.train.SamplerSettings.ClassesTimesExamples;
import io.tercet.train.SamplerSettings.RandomTriplets;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that decides what a training gives, and the one place of its defaults. Two trainings
 * on the same data with equal configurations give the same bytes.
 *
 * @param recipe name of the recipe it began with
 * @param layers the encoder, first layer first
 * @param sampler which examples make a batch
 * @param objective what training makes small
 * @param augmentation how images are changed while training
 * @param epochs how often to go over the data, at least 1
 * @param adam constants of the optimiser
 * @param schedule how its learning rate changes
 * @param seed where all randomness comes from
 */
public record TrainingConfig(
    String recipe,
    List<Layer> layers,
    SamplerSettings sampler,
    ObjectiveSettings objective,
    Augmentation augmentation,
    int epochs,
    AdamSettings adam,
    LearningRateSchedule schedule,
    long seed) {
  /** Most triplets of a step, and most classes and examples of one. */
  static final int MAX_BATCH = 1 << 20;

  /** Most rows of a batch for losses over all pairs of it: two matrices of 1 GB. */
  static final int MAX_PAIRED_ROWS = 1 << 14;

  public TrainingConfig {
    layers = List.copyOf(layers);
  }

  /**
   * Recipe "classic", the default: the Keras notebook's two dense layers, loss, batches and
   * optimiser.
   */
  public static TrainingConfig classic() {
    return new TrainingConfig(
        "classic",
        List.of(new Dense(64, Activation.RELU), new Dense(64, Activation.SIGMOID)),
        new RandomTriplets(2048),
        ObjectiveSettings.of(LossKind.MEAN_SQUARE),
        Augmentation.NONE,
        10,
        AdamSettings.KERAS,
        LearningRateSchedule.CONSTANT,
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
        new ClassesTimesExamples(10, 50),
        ObjectiveSettings.of(LossKind.SUPERVISED_CONTRASTIVE),
        Augmentation.NONE,
        12,
        AdamSettings.KERAS,
        LearningRateSchedule.CONSTANT,
        1);
  }

  /** What starts from this configuration and changes parts of it. */
  public TrainingConfigBuilder toBuilder() {
    return new TrainingConfigBuilder(this);
  }

  /**
   * The encoder for examples of that shape: images as they are where the first layer takes images,
   * a grey one [height, width] with one channel; else vectors of all their features.
   *
   * @throws IllegalArgumentException if the layers cannot take them
   */
  public Architecture architecture(List<Integer> shape) {
    if (!layers.getFirst().isSpatial()) {
      return new Architecture(List.of(shape.stream().reduce(1, Math::multiplyExact)), layers);
    }
    List<Integer> image = new ArrayList<>(shape);
    if (shape.size() == 2) {
      image.add(1);
    }
    return new Architecture(image, layers);
  }

  /** What the objective must know of the encoder and of data of that many classes. */
  public ObjectiveContext objectiveContext(int classes) {
    boolean unitLength = layers.getLast() instanceof L2Normalize;
    return new ObjectiveContext(classes, embeddingSize(), unitLength, new Seed(seed));
  }

  /** Number of dimensions of an embedding: the units of the last dense layer. */
  public int embeddingSize() {
    return ((Dense) layers.get(lastDense(layers))).units();
  }

  static List<Layer> withEmbeddingSize(List<Layer> layers, int size) {
    List<Layer> changed = new ArrayList<>(layers);
    int last = lastDense(layers);
    changed.set(last, new Dense(size, ((Dense) layers.get(last)).activation()));
    return changed;
  }

  private static int lastDense(List<Layer> layers) {
    for (int i = layers.size() - 1; i >= 0; i--) {
      if (layers.get(i) instanceof Dense) {
        return i;
      }
    }
    throw new IllegalArgumentException("an encoder needs a dense layer, found " + layers);
  }
}
