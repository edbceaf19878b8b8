package io.tercet.app.cli;

import io.tercet.data.Dataset;
import io.tercet.nn.Conv2d;
import io.tercet.train.Recipes;
import io.tercet.train.TrainingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The recipe for data where none is named: it depends on the kind of the data and its size. */
final class FittedRecipe {
  private static final String CONV = "conv";
  private static final String TABLE = "table";

  private FittedRecipe() {}

  /** The recipe for the kind of data of that name; empty where the default of all commands does. */
  static Optional<TrainingConfig> of(String data) {
    if (TableArgument.isTable(data)) {
      return Recipes.find(TABLE);
    }
    try {
      Path folder = Path.of(data);
      boolean named = DataArgument.isBuiltIn(data) || !Files.isDirectory(folder);
      return named || !DataFolder.hasPictures(folder) ? Optional.empty() : Recipes.find(CONV);
    } catch (IOException | InvalidPathException e) {
      return Optional.empty(); // reading the data says what is wrong
    }
  }

  /** Whether a recipe is fitted to the data even if it is named. */
  static boolean isAlwaysFitted(String recipe) {
    return recipe.equals(TABLE);
  }

  /** The recipe fitted to the data; the same object if it is none of those that are. */
  static TrainingConfig fit(TrainingConfig recipe, Dataset train) {
    return switch (recipe.recipe()) {
      case TABLE -> Recipes.table(train);
      case CONV -> Recipes.conv(train);
      default -> recipe;
    };
  }

  /** Says which recipe was taken, what of it depends on the data, and what else there is. */
  static String line(TrainingConfig config, Dataset train) {
    long convolutions = config.layers().stream().filter(Conv2d.class::isInstance).count();
    List<String> others =
        Recipes.names().stream().filter(name -> !name.equals(config.recipe())).toList();
    return String.format(
        Locale.ROOT,
        "Recipe: %s, fitted to %,d examples: %s%s, %d epochs. Others, by --recipe: %s.",
        config.recipe(),
        train.size(),
        convolutions > 0 ? convolutions + " convolutions, " : "",
        config.sampler().description(),
        config.epochs(),
        String.join(", ", others));
  }
}
