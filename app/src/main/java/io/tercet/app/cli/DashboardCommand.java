package io.tercet.app.cli;

import io.tercet.app.cli.option.HelpOption;
import io.tercet.app.cli.option.UsageException;
import io.tercet.app.dashboard.DashboardServer;
import io.tercet.app.dashboard.RunsFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tercet dashboard}: finished and running runs as a web page. */
@Command(
    name = "dashboard",
    sortOptions = false,
    description =
        "Shows runs as a web page, finished and running ones, until it is ended by Ctrl-C.")
final class DashboardCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @SuppressWarnings("UnusedVariable")
  @Mixin
  private HelpOption help = new HelpOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "RUNS_FOLDER",
      description = "A folder of runs, or a run's own. Default: ${DEFAULT-VALUE}.")
  private Path runs = Path.of("runs");

  @Mixin private ServerOptions serverOptions = new ServerOptions();

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(runs)) {
      throw new UsageException("%s: no such folder, expected a folder of runs".formatted(runs));
    }
    boolean single = Files.isRegularFile(runs.resolve("config.json"));
    RunsFolder shown = single ? RunsFolder.single(runs) : RunsFolder.all(runs);
    shown.sweep();
    try (DashboardServer server = serverOptions.start(shown)) {
      serverOptions.announce(server, spec.commandLine().getOut());
      ServerOptions.serveUntilInterrupted();
    }
    return 0;
  }
}
