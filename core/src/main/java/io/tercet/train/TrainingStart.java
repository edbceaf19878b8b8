package io.tercet.train;

import io.tercet.data.Dataset;
import io.tercet.input.EncodedDataset;
import io.tercet.nn.Architecture;
import io.tercet.nn.Encoder;
import io.tercet.sampling.Sampler;
import io.tercet.tensor.Seed;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a training starts from, checked. */
final class TrainingStart {
  private TrainingStart() {}

  /**
   * The initial encoder: drawn, or a copy of the one that is given.
   *
   * @throws IllegalArgumentException if that has other layers or inputs than the configuration
   */
  static Encoder encoder(
      TrainingConfig config, EncodedDataset data, @Nullable Encoder start, Seed seed) {
    Architecture architecture = config.architecture(data.dataset().shape());
    if (start == null) {
      return Encoder.initial(architecture, seed);
    }
    if (!start.architecture().equals(architecture)) {
      throw new IllegalArgumentException(
          "the weights to start from are of %s, expected those of %s"
              .formatted(start.architecture(), architecture));
    }
    return start.copy();
  }

  /**
   * Comparing takes two classes, unless the sampler chooses the triplets itself.
   *
   * @throws IllegalArgumentException if there are fewer
   */
  static void requireClasses(Sampler sampler, Dataset data) {
    int[] labels = data.labels();
    boolean several = Arrays.stream(labels).anyMatch(label -> label != labels[0]);
    if (!several && !sampler.choosesTriplets()) {
      throw new IllegalArgumentException(
          "comparing needs examples of at least 2 classes, found " + Math.min(labels.length, 1));
    }
  }
}
