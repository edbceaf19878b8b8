package io.tercet.train;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tercet.image.Augmentation;
import io.tercet.loss.CrossBatchMemory;
import io.tercet.loss.Loss;
import io.tercet.loss.LossContext;
import io.tercet.loss.LossJson;
import io.tercet.loss.ScheduledLoss;
import io.tercet.loss.SumLoss;
import io.tercet.nn.Architecture;
import io.tercet.nn.Conv2d;
import io.tercet.nn.Dense;
import io.tercet.nn.L2Normalize;
import io.tercet.nn.Layer;
import io.tercet.optim.LearningRateSchedule;
import io.tercet.optim.Optimizer;
import io.tercet.sampling.Sampler;
import io.tercet.tensor.Checks;
import io.tercet.tensor.Seed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides what a training gives: its parts are the objects that are trained with,
 * and it is written to JSON with every constant of them. Two trainings on the same data with equal
 * configurations give the same bytes. {@link Recipes} has those to start from.
 *
 * @param recipe name of the recipe it began with
 * @param layers the encoder, first layer first
 * @param sampler which examples make a batch
 * @param loss what training makes small
 * @param augmentation how images are changed while training
 * @param epochs how often to go over the data, at least 1
 * @param optimizer how gradients become new weights
 * @param schedule how its learning rate changes
 * @param seed where all randomness comes from
 * @param clipNorm largest L2 norm of all gradients of a step together, to which they are scaled
 *     down; null for any
 */
public record TrainingConfig(
    String recipe,
    List<Layer> layers,
    Sampler sampler,
    Loss loss,
    Augmentation augmentation,
    int epochs,
    Optimizer optimizer,
    LearningRateSchedule schedule,
    long seed,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double clipNorm) {

  /**
   * A configuration without clipping.
   *
   * @param recipe name of the recipe it began with
   * @param layers the encoder, first layer first
   * @param sampler which examples make a batch
   * @param loss what training makes small
   * @param augmentation how images are changed while training
   * @param epochs how often to go over the data, at least 1
   * @param optimizer how gradients become new weights
   * @param schedule how its learning rate changes
   * @param seed where all randomness comes from
   * @throws ConfigException if they do not go together; it names all mistakes
   */
  public TrainingConfig(
      String recipe,
      List<Layer> layers,
      Sampler sampler,
      Loss loss,
      Augmentation augmentation,
      int epochs,
      Optimizer optimizer,
      LearningRateSchedule schedule,
      long seed) {
    this(recipe, layers, sampler, loss, augmentation, epochs, optimizer, schedule, seed, null);
  }

  /**
   * Checks that the parts go together.
   *
   * @throws ConfigException if they do not; it names all mistakes
   */
  public TrainingConfig {
    layers = List.copyOf(layers);
    List<String> problems = new ArrayList<>();
    if (epochs < 1) {
      problems.add("epochs: found %d, expected at least 1".formatted(epochs));
    }
    if (layers.isEmpty()) {
      problems.add("layers: found none, expected at least 1");
    }
    if (clipNorm != null && !Checks.isPositive(clipNorm)) {
      problems.add("clipNorm: found %s, expected %s".formatted(clipNorm, Checks.POSITIVE));
    }
    String name = LossJson.nameOf(loss);
    if (loss.usesSampledTriplets() && !sampler.choosesTriplets()) {
      problems.add(
          "loss: %s needs a sampler that chooses triplets: triplets or file".formatted(name));
    }
    if (!loss.usesSampledTriplets() && sampler.choosesTriplets()) {
      problems.add(
          "loss: %s looks at whole batches and needs a sampler of them: p-k or shuffled"
              .formatted(name));
    }
    checkMemory(loss, sampler, problems);
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  private static void checkMemory(Loss loss, Sampler sampler, List<String> problems) {
    switch (loss) {
      case CrossBatchMemory memory when memory.size() < sampler.rows() ->
          problems.add(
              "size: found %d, expected at least a batch, %d"
                  .formatted(memory.size(), sampler.rows()));
      case ScheduledLoss scheduled -> {
        checkMemory(scheduled.first(), sampler, problems);
        checkMemory(scheduled.then(), sampler, problems);
      }
      case SumLoss sum -> checkMemory(sum.loss(), sampler, problems);
      default -> {}
    }
  }

  /**
   * {@return the encoder for examples of that shape: images as they are where the first layer takes
   * images, a gray one [height, width] with one channel; else vectors of all their features}
   *
   * @param shape [features], [height, width] or [height, width, channels]
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

  /**
   * {@return what the loss may know of an encoder and of data of that many classes}
   *
   * @param classes the number of classes
   * @param dimensions the number of dimensions of an embedding
   */
  public LossContext lossContext(int classes, int dimensions) {
    return new LossContext(classes, dimensions, hasUnitLength(), new Seed(seed));
  }

  /**
   * {@return the number of dimensions of an embedding: the units of the last dense layer, or the
   * filters of the last convolution where there is none}
   *
   * @throws IllegalArgumentException if there is neither
   */
  public int embeddingSize() {
    for (Layer layer : layers.reversed()) {
      if (layer instanceof Dense dense) {
        return dense.units();
      }
      if (layer instanceof Conv2d convolution) {
        return convolution.filters();
      }
    }
    throw new IllegalArgumentException("layers: found %s, expected a dense one".formatted(layers));
  }

  /** {@return whether embeddings are of length 1} */
  public boolean hasUnitLength() {
    return layers.getLast() instanceof L2Normalize;
  }

  /**
   * {@return this configuration with other layers}
   *
   * @param chosen the layers of the encoder, first layer first
   * @throws ConfigException if there is no layer
   */
  public TrainingConfig withLayers(List<Layer> chosen) {
    return new TrainingConfig(
        recipe, chosen, sampler, loss, augmentation, epochs, optimizer, schedule, seed, clipNorm);
  }

  /**
   * {@return this configuration with another sampler; it must go with the loss}
   *
   * @param chosen which examples make a batch
   * @throws ConfigException if sampler and loss do not go together
   */
  public TrainingConfig withSampler(Sampler chosen) {
    return with(chosen, loss);
  }

  /**
   * {@return this configuration with another loss; it must go with the sampler}
   *
   * @param chosen what training minimizes
   * @throws ConfigException if sampler and loss do not go together
   */
  public TrainingConfig withLoss(Loss chosen) {
    return with(sampler, chosen);
  }

  /**
   * {@return this configuration with another sampler and another loss}
   *
   * @param chosenSampler which examples make a batch
   * @param chosenLoss what training minimizes
   * @throws ConfigException if they do not go together
   */
  public TrainingConfig with(Sampler chosenSampler, Loss chosenLoss) {
    return new TrainingConfig(
        recipe,
        layers,
        chosenSampler,
        chosenLoss,
        augmentation,
        epochs,
        optimizer,
        schedule,
        seed,
        clipNorm);
  }

  /**
   * {@return this configuration with other changes of images}
   *
   * @param chosen the random changes of each training image
   */
  public TrainingConfig withAugmentation(Augmentation chosen) {
    return new TrainingConfig(
        recipe, layers, sampler, loss, chosen, epochs, optimizer, schedule, seed, clipNorm);
  }

  /**
   * {@return this configuration with another number of epochs}
   *
   * @param count the number of passes over the data, at least 1
   * @throws ConfigException if it is less than 1
   */
  public TrainingConfig withEpochs(int count) {
    return new TrainingConfig(
        recipe, layers, sampler, loss, augmentation, count, optimizer, schedule, seed, clipNorm);
  }

  /**
   * {@return this configuration with another optimizer}
   *
   * @param chosen how gradients become new weights
   */
  public TrainingConfig withOptimizer(Optimizer chosen) {
    return new TrainingConfig(
        recipe, layers, sampler, loss, augmentation, epochs, chosen, schedule, seed, clipNorm);
  }

  /**
   * {@return this configuration with another schedule of the learning rate}
   *
   * @param chosen how the learning rate changes from the first step to the last
   */
  public TrainingConfig withSchedule(LearningRateSchedule chosen) {
    return new TrainingConfig(
        recipe, layers, sampler, loss, augmentation, epochs, optimizer, chosen, seed, clipNorm);
  }

  /**
   * {@return this configuration with another seed}
   *
   * @param chosen where all randomness comes from
   */
  public TrainingConfig withSeed(long chosen) {
    return new TrainingConfig(
        recipe, layers, sampler, loss, augmentation, epochs, optimizer, schedule, chosen, clipNorm);
  }

  /**
   * The same with clipping of gradients.
   *
   * @param norm largest L2 norm of all gradients of a step together, above 0
   * @return a copy
   */
  public TrainingConfig withClipNorm(double norm) {
    return new TrainingConfig(
        recipe, layers, sampler, loss, augmentation, epochs, optimizer, schedule, seed, norm);
  }

  /**
   * {@return this configuration with another number of dimensions of an embedding: the units of the
   * last dense layer}
   *
   * @param size 1 to 65536
   * @throws IllegalArgumentException if there is no dense layer, or the size is out of its range
   */
  public TrainingConfig withEmbeddingSize(int size) {
    List<Layer> changed = new ArrayList<>(layers);
    for (int i = layers.size() - 1; i >= 0; i--) {
      if (layers.get(i) instanceof Dense last) {
        changed.set(i, new Dense(size, last.activation()));
        return withLayers(changed);
      }
    }
    throw new IllegalArgumentException(
        "embeddingSize: found %d, expected none for an encoder without a dense layer"
            .formatted(size));
  }
}
