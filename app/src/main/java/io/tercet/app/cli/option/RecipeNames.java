package io.tercet.app.cli.option;

import io.tercet.train.Recipes;
import java.util.ArrayList;

/** The recipes, for help and shell completion. */
public final class RecipeNames extends ArrayList<String> {
  private static final long serialVersionUID = 1L;

  RecipeNames() {
    super(Recipes.names());
  }

  public static String unknown(String name) {
    return "--recipe: found '%s', expected one of %s"
        .formatted(name, String.join(", ", Recipes.names()));
  }
}
