package io.tercet.app.cli;

import io.tercet.app.cli.option.HelpOption;
import io.tercet.app.cli.option.RecipeNames;
import io.tercet.app.cli.option.UsageException;
import io.tercet.app.run.InputErrors;
import io.tercet.model.ModelFile;
import io.tercet.nn.Architecture;
import io.tercet.nn.Summary;
import io.tercet.train.Recipes;
import io.tercet.train.TrainingConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tercet summary}: the tables of layers and parameters. */
@Command(
    name = "summary",
    sortOptions = false,
    description =
        "Prints layers and parameters of a recipe's encoder or of a model, and of the"
            + " Siamese network around it.")
final class SummaryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @SuppressWarnings("UnusedVariable")
  @Mixin
  private HelpOption help = new HelpOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "MODEL",
      description = "A model file. Default: an untrained encoder of the recipe.")
  private @Nullable Path model;

  @Option(
      names = "--recipe",
      paramLabel = "NAME",
      completionCandidates = RecipeNames.class,
      description = "${COMPLETION-CANDIDATES}. Default: classic.")
  private String recipe = Recipes.names().getFirst();

  @Option(
      names = "--features",
      paramLabel = "N",
      description = "Features of an input of the recipe's encoder. Default: 784, an MNIST image.")
  private int features = 784;

  @Override
  public Integer call() throws IOException {
    Architecture architecture = architecture();
    PrintWriter out = spec.commandLine().getOut();
    out.println(Summary.of(architecture));
    out.println();
    out.println(Summary.ofSiamese(architecture));
    return 0;
  }

  private Architecture architecture() throws IOException {
    if (model != null) {
      return ModelFile.read(model).encoder().architecture();
    }
    if (features < 1) {
      throw new UsageException("--features: found %d, expected at least 1".formatted(features));
    }
    TrainingConfig config =
        Recipes.find(recipe).orElseThrow(() -> new UsageException(RecipeNames.unknown(recipe)));
    return InputErrors.check(() -> config.architecture(shape()));
  }

  /** A square image where that can be; recipes whose layers take no images do not mind. */
  private List<Integer> shape() {
    int side = (int) Math.round(Math.sqrt(features));
    return side * side == features ? List.of(side, side) : List.of(features);
  }
}
