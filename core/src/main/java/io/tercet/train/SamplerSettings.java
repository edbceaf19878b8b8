package io.tercet.train;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.tercet.data.Dataset;
import io.tercet.data.ExampleIds;
import io.tercet.io.ExampleList;
import io.tercet.sampling.ClassBalancedSampler;
import io.tercet.sampling.ListedTripletSampler;
import io.tercet.sampling.Sampler;
import io.tercet.sampling.ShuffledSampler;
import io.tercet.sampling.TripletSampler;
import io.tercet.tensor.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Which examples make a batch. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = SamplerSettings.RandomTriplets.class, name = "triplets"),
  @JsonSubTypes.Type(value = SamplerSettings.TripletsOfFile.class, name = "file"),
  @JsonSubTypes.Type(value = SamplerSettings.ClassesTimesExamples.class, name = "p-k"),
  @JsonSubTypes.Type(value = SamplerSettings.ShuffledExamples.class, name = "shuffled")
})
public sealed interface SamplerSettings {

  /** Most rows that a batch of these settings has. */
  int rows();

  /** The sampler for data of those labels; a list of triplets names examples by number alone. */
  Sampler sampler(int[] labels, Seed seed);

  /** The sampler for a data set; a list of triplets names its examples by number or id. */
  default Sampler sampler(Dataset data, Seed seed) {
    return sampler(data.labels(), seed);
  }

  /** Whether it chooses triplets; else that is left to a miner, or to a loss over all pairs. */
  boolean ofTriplets();

  /** What a batch is counted in: "triplets" or "examples". */
  default String unit() {
    return ofTriplets() ? "triplets" : "examples";
  }

  /** In a few words. */
  String description();

  /**
   * What was done, in a few words.
   *
   * @param batchRows examples of a batch as it was: of small data it may be smaller than set
   */
  default String description(int batchRows) {
    return batchRows < rows()
        ? "%s %s (%s set: the data has no more)"
            .formatted(ofTriplets() ? batchRows / 3 : batchRows, unit(), description())
        : description();
  }

  /**
   * Triplets at random.
   *
   * @param triplets of a batch; each counts as one example
   */
  record RandomTriplets(int triplets) implements SamplerSettings {
    @Override
    public int rows() {
      return 3 * triplets;
    }

    @Override
    public Sampler sampler(int[] labels, Seed seed) {
      return new TripletSampler(labels, triplets, seed);
    }

    @Override
    public boolean ofTriplets() {
      return true;
    }

    @Override
    public String description() {
      return triplets + " triplets";
    }
  }

  /**
   * The triplets that a file lists.
   *
   * @param file lines of {@code anchor,positive,negative}, by number of training example from 0 or
   *     by its id
   * @param triplets of a batch
   */
  record TripletsOfFile(String file, int triplets) implements SamplerSettings {
    @Override
    public int rows() {
      return 3 * triplets;
    }

    /**
     * The sampler for data of those labels.
     *
     * @throws UncheckedIOException if the file cannot be read
     */
    @Override
    public Sampler sampler(int[] labels, Seed seed) {
      return sampler(labels, ExampleIds.ofNumbers(labels.length), seed);
    }

    @Override
    public Sampler sampler(Dataset data, Seed seed) {
      return sampler(data.labels(), ExampleIds.of(data), seed);
    }

    private Sampler sampler(int[] labels, ExampleIds ids, Seed seed) {
      try {
        int[] listed = ExampleList.readTriplets(Path.of(file), ids);
        return new ListedTripletSampler(labels, listed, triplets, seed);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public boolean ofTriplets() {
      return true;
    }

    @Override
    public String description() {
      return "%s triplets of %s".formatted(triplets, file);
    }
  }

  /**
   * P classes with K examples each.
   *
   * @param classes P
   * @param examplesPerClass K
   */
  record ClassesTimesExamples(int classes, int examplesPerClass) implements SamplerSettings {
    @Override
    public int rows() {
      return classes * examplesPerClass;
    }

    @Override
    public Sampler sampler(int[] labels, Seed seed) {
      return new ClassBalancedSampler(labels, classes, examplesPerClass, seed);
    }

    @Override
    public boolean ofTriplets() {
      return false;
    }

    @Override
    public String description() {
      return classes + " classes x " + examplesPerClass + " examples";
    }

    @Override
    public String description(int batchRows) {
      int done = batchRows / examplesPerClass;
      return done < classes
          ? "%s classes x %s examples (%s classes set: the data has no more)"
              .formatted(done, examplesPerClass, classes)
          : description();
    }
  }

  /**
   * Examples of any classes in shuffled order.
   *
   * @param examples of a batch
   */
  record ShuffledExamples(int examples) implements SamplerSettings {
    @Override
    public int rows() {
      return examples;
    }

    @Override
    public Sampler sampler(int[] labels, Seed seed) {
      return new ShuffledSampler(labels, examples, seed);
    }

    @Override
    public boolean ofTriplets() {
      return false;
    }

    @Override
    public String description() {
      return examples + " examples";
    }
  }
}
