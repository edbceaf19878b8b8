package io.tercet.app.cli;

import io.tercet.app.cli.option.HelpOption;
import io.tercet.app.cli.option.RecipeNames;
import io.tercet.app.cli.option.UsageException;
import io.tercet.app.run.RunJson;
import io.tercet.nn.Layer;
import io.tercet.train.Recipes;
import io.tercet.train.TrainingConfig;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tercet recipes}: what each recipe trains with. */
@Command(
    name = RecipesCommand.NAME,
    sortOptions = false,
    description = {
      "Prints the recipes with all values of each.",
      "With --json as configurations that 'tercet train --config FILE' takes."
    })
final class RecipesCommand implements Callable<Integer> {
  static final String NAME = "recipes";

  @Spec private CommandSpec spec = CommandSpec.create();

  @SuppressWarnings("UnusedVariable")
  @Mixin
  private HelpOption help = new HelpOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "RECIPE",
      completionCandidates = RecipeNames.class,
      description = "One of ${COMPLETION-CANDIDATES}. Default: all.")
  private @Nullable String recipe;

  @Option(names = "--json", description = "Print JSON, and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<String> names = recipe == null ? Recipes.names() : List.of(recipe);
    Map<String, TrainingConfig> configs = new LinkedHashMap<>();
    for (String name : names) {
      configs.put(
          name,
          Recipes.find(name).orElseThrow(() -> new UsageException(RecipeNames.unknown(name))));
    }
    if (json) {
      out.println(
          RunJson.INDENTED.writeValueAsString(recipe == null ? configs : configs.get(recipe)));
    } else {
      configs.values().forEach(config -> print(config, out));
    }
    return 0;
  }

  private static void print(TrainingConfig config, PrintWriter out) {
    out.println(config.recipe());
    for (Layer layer : config.layers()) {
      line("layer", words(layer), out);
    }
    line("batches", config.sampler().description(), out);
    line("loss", config.loss().description(), out);
    if (!config.augmentation().isNone()) {
      line("augmentation", words(config.augmentation()), out);
    }
    line("optimizer", config.optimizer().description(), out);
    line("schedule", config.schedule().description(), out);
    line("epochs", String.valueOf(config.epochs()), out);
    line("seed", String.valueOf(config.seed()), out);
    out.println();
  }

  /** A record's name and components: "Dense, units 64, activation RELU". */
  private static String words(Object part) {
    return part.toString().replace("[]", "").replace("[", ", ").replace("]", "").replace('=', ' ');
  }

  private static void line(String name, String value, PrintWriter out) {
    out.println(String.format(Locale.ROOT, "  %-13s %s", name, value));
  }
}
