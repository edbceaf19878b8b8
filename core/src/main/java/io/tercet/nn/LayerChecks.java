package io.tercet.nn;

import io.tercet.tensor.Activation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What several layers check when they are made, also from a file that anybody may have written. */
final class LayerChecks {
  private LayerChecks() {}

  static void requireActivation(@Nullable Activation activation, String layer) {
    if (activation == null) {
      throw new IllegalArgumentException(layer + " has an activation, found none");
    }
  }

  /** Layers as a list of their own. */
  static List<Layer> requireLayers(@Nullable List<Layer> layers, String owner) {
    if (layers == null || layers.isEmpty() || layers.stream().anyMatch(layer -> layer == null)) {
      throw new IllegalArgumentException(
          owner + " has at least one layer, found " + (layers == null ? "none" : layers));
    }
    return List.copyOf(layers);
  }
}
