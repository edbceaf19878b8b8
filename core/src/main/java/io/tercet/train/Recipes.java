package io.tercet.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The named training configurations. */
public final class Recipes {
  private static final Map<String, TrainingConfig> ALL = new LinkedHashMap<>();

  static {
    for (TrainingConfig config : List.of(TrainingConfig.classic(), TrainingConfig.mlp())) {
      ALL.put(config.recipe(), config);
    }
  }

  private Recipes() {}

  /** Their names, the default first. */
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /** The recipe of that name. */
  public static Optional<TrainingConfig> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }
}
