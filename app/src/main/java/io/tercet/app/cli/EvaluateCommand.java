package io.tercet.app.cli;

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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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

  @Override
  public Integer call() throws IOException {
    ModelFile file = ModelFile.read(model);
    PrintWriter console = spec.commandLine().getOut();
    try (Workers workers = Workers.all()) {
      TrainTest loaded = new DataArgument(workers, console).load(data);
      ModelInput.requireFits(model, file, loaded);
      console.println(DataArgument.describe(loaded));
      Scores scores = Scores.of(file.encoder(), file.provenance().seed(), loaded, workers);
      console.println(ScoreTable.text(scores));
    }
    return 0;
  }
}
