package io.tercet.app.cli;

import io.tercet.app.run.DetailedScores;
import io.tercet.app.run.ScoreTable;
import io.tercet.app.run.Scores;
import io.tercet.data.TrainTest;
import io.tercet.math.Workers;
import io.tercet.model.ModelFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code tercet evaluate}: the table of a model. */
@Command(
    name = "evaluate",
    sortOptions = false,
    description = "Judges a model: untrained against trained against raw pixels.")
final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @SuppressWarnings("UnusedVariable")
  @Mixin
  private HelpOption help = new HelpOption();

  @Parameters(index = "0", paramLabel = "MODEL", description = "A model file.")
  private Path model = Path.of("");

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DATA",
      description = DataArgument.DESCRIPTION)
  private String data = "mnist";

  @Option(
      names = "--json",
      description = "Print the figures of the model as JSON, and nothing else.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    ModelFile file = ModelFile.read(model);
    PrintWriter console = spec.commandLine().getOut();
    try (Workers workers = Workers.all()) {
      TrainTest loaded = new DataArgument(workers, console).load(data);
      ModelInput.requireFits(model, file, loaded);
      long seed = file.provenance().seed();
      if (json) {
        DetailedScores details = DetailedScores.of(file.encoder(), seed, loaded, workers);
        console.println(JsonMapper.builder().build().writeValueAsString(details.byName()));
        return 0;
      }
      console.println(DataArgument.describe(loaded));
      console.println(ScoreTable.text(Scores.of(file.encoder(), seed, loaded, workers)));
      console.println();
      DetailedScores.of(file.encoder(), seed, loaded, workers).lines().forEach(console::println);
    }
    return 0;
  }
}
