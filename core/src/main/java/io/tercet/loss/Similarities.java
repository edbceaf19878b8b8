package io.tercet.loss;

import io.tercet.distance.Distance;

/** Losses that are written for a similarity. */
final class Similarities {
  private Similarities() {}

  static void require(Distance distance, String loss) {
    if (!distance.isSimilarity()) {
      throw new IllegalArgumentException(
          "%s needs cosine or dot-product, found %s".formatted(loss, distance.kind()));
    }
  }
}
