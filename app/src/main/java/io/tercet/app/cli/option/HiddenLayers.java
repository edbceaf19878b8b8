package io.tercet.app.cli.option;

import io.tercet.nn.Dense;
import io.tercet.nn.Layer;
import io.tercet.tensor.Activation;
import io.tercet.tensor.Checks;
import io.tercet.train.TrainingConfig;
import java.util.ArrayList;
import java.util.List;

/** Other dense layers before the last one of an encoder. */
public final class HiddenLayers {
  private HiddenLayers() {}

  /**
   * The configuration with dense layers of these units, each with RELU, in place of those that
   * stand before its last dense layer.
   *
   * @throws IllegalArgumentException if it has no dense layer, or a number of units is below 1
   */
  public static TrainingConfig of(TrainingConfig config, List<Integer> units) {
    List<Layer> layers = new ArrayList<>();
    int last = last(config.layers());
    for (int i = 0; i < config.layers().size(); i++) {
      Layer layer = config.layers().get(i);
      if (i == last) {
        units.forEach(n -> layers.add(hidden(n)));
      }
      if (i >= last || !(layer instanceof Dense)) {
        layers.add(layer);
      }
    }
    return config.withLayers(layers);
  }

  private static Dense hidden(int units) {
    Checks.requireAtLeast("hidden", 1, units);
    return new Dense(units, Activation.RELU);
  }

  private static int last(List<Layer> layers) {
    for (int i = layers.size() - 1; i >= 0; i--) {
      if (layers.get(i) instanceof Dense) {
        return i;
      }
    }
    throw new IllegalArgumentException("hidden: found an encoder without dense layers");
  }
}
