package io.tercet.app.cli;

import io.tercet.app.cli.option.DataNames;
import io.tercet.app.cli.option.FolderOptions;
import io.tercet.app.cli.option.HelpOption;
import io.tercet.app.run.RunFolder;
import io.tercet.app.run.report.RunReport;
import io.tercet.data.TrainTestSplit;
import io.tercet.parallel.Workers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tercet report}: completes a run that was interrupted while it was evaluated. */
@Command(
    name = ReportCommand.NAME,
    sortOptions = false,
    description = {
      "Evaluates the model of a run and creates its plots and report again, from the files in the"
          + " run's folder.",
      "For a run that was interrupted, or that was trained with --no-evaluation."
    })
final class ReportCommand implements Callable<Integer> {
  static final String NAME = "report";

  @Spec private CommandSpec spec = CommandSpec.create();

  @SuppressWarnings("UnusedVariable")
  @Mixin
  private HelpOption help = new HelpOption();

  @Parameters(index = "0", paramLabel = "RUN", description = "The folder of the run.")
  private Path run = Path.of("");

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DATA",
      completionCandidates = DataNames.class,
      description = "Where the data of the run is now. Default: where it was.")
  private @Nullable String data;

  @Mixin private FolderOptions folderOptions = new FolderOptions();

  @Override
  public Integer call() throws IOException {
    PrintWriter console = spec.commandLine().getOut();
    try (RunFolder folder = RunFolder.open(run);
        Workers workers = Workers.all()) {
      RunReport report = RunReport.read(folder);
      ModelData own = ModelData.of(report.modelPath(), report.model(), data, folderOptions);
      folderOptions.cutAs(report.model().provenance().origin()); // whatever it is called now
      DataArgument argument = new DataArgument(folderOptions, workers, console);
      TrainTestSplit loaded = argument.load(own.name());
      ModelInput.requireFits(report.modelPath(), report.model(), own.name(), loaded.train());
      console.println(DataArgument.describe(loaded));
      String warning = own.warning(loaded);
      if (!warning.isEmpty()) {
        console.println(warning);
      }
      report.write(loaded, argument.origin(), workers, console);
    }
    return 0;
  }
}
