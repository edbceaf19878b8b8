package io.tercet.train;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.tercet.math.Seed;
import io.tercet.sampling.ClassBalancedSampler;
import io.tercet.sampling.Sampler;
import io.tercet.sampling.TripletSampler;

/** Which examples make a batch. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = SamplerSettings.RandomTriplets.class, name = "triplets"),
  @JsonSubTypes.Type(value = SamplerSettings.ClassesTimesExamples.class, name = "p-k")
})
public sealed interface SamplerSettings {

  /** Most rows that a batch of these settings has. */
  int rows();

  /**
   * Items of a batch, in {@link #unit()}; an epoch has as many of them as the data has examples.
   */
  int itemsOfAStep();

  /** The sampler for data of those labels. */
  Sampler sampler(int[] labels, Seed seed);

  /** What a batch is counted in: "triplets" or "examples". */
  String unit();

  /** In a few words. */
  String description();

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
    public int itemsOfAStep() {
      return triplets;
    }

    @Override
    public Sampler sampler(int[] labels, Seed seed) {
      return new TripletSampler(labels, triplets, seed);
    }

    @Override
    public String unit() {
      return "triplets";
    }

    @Override
    public String description() {
      return triplets + " triplets";
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
    public int itemsOfAStep() {
      return rows();
    }

    @Override
    public Sampler sampler(int[] labels, Seed seed) {
      return new ClassBalancedSampler(labels, classes, examplesPerClass, seed);
    }

    @Override
    public String unit() {
      return "examples";
    }

    @Override
    public String description() {
      return classes + " classes x " + examplesPerClass + " examples";
    }
  }
}
