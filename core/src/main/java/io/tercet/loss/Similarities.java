package io.tercet.loss;

import io.tercet.distance.Distance;

/** Losses that are written for a similarity. */
final class Similarities {
  private Similarities() {}

  static void require(Distance distance, String loss) {
    if (!distance.isSimilarity()) {
      throw new IllegalArgumentException(
          "distance: found %s, %s expects a similarity: cosine or dot-product"
              .formatted(distance.kind(), loss));
    }
  }
}
