package io.tercet.nn;

import io.tercet.tensor.Activation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks shared by the constructors of layers, which also read untrusted files. */
final class LayerChecks {
  private LayerChecks() {}

  static void requireActivation(@Nullable Activation activation, String layer) {
    if (activation == null) {
      throw new IllegalArgumentException(layer + " needs an activation, found none");
    }
  }

  /** An immutable copy of a non-empty list of layers. */
  static List<Layer> requireLayers(@Nullable List<Layer> layers, String owner) {
    if (layers == null || layers.isEmpty() || layers.stream().anyMatch(layer -> layer == null)) {
      throw new IllegalArgumentException(
          owner + " needs at least one layer, found " + (layers == null ? "none" : layers));
    }
    return List.copyOf(layers);
  }
}
