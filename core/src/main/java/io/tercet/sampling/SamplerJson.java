package io.tercet.sampling;

import io.tercet.io.ComponentReader;
import io.tercet.io.ComponentTypes;
import io.tercet.io.ComponentWriter;

/** The samplers by the names that they have in JSON. */
public final class SamplerJson {
  /** All of the library. */
  static final ComponentTypes<Sampler> TYPES =
      new ComponentTypes<>(Sampler.class, "sampler", ForeignSampler::new)
          .with("triplets", RandomTriplets.class)
          .with("file", ListedTriplets.class)
          .with("p-k", ClassBalanced.class)
          .with("shuffled", Shuffled.class);

  private SamplerJson() {}

  /**
   * {@return the name of a sampler's kind; of one from outside the library, that of its class}
   *
   * @param sampler a sampler of the library or of yours
   */
  public static String nameOf(Sampler sampler) {
    return TYPES.nameOf(sampler);
  }

  static final class Writer extends ComponentWriter<Sampler> {
    Writer() {
      super(TYPES);
    }
  }

  static final class Reader extends ComponentReader<Sampler> {
    Reader() {
      super(TYPES);
    }
  }
}
