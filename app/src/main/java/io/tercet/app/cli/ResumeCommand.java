package io.tercet.app.cli;

import io.tercet.app.cli.console.ConsoleProgress;
import io.tercet.app.cli.console.Terminal;
import io.tercet.app.cli.option.CheckpointOption;
import io.tercet.app.cli.option.ComponentFlags;
import io.tercet.app.cli.option.DataNames;
import io.tercet.app.cli.option.FolderOptions;
import io.tercet.app.cli.option.HelpOption;
import io.tercet.app.cli.option.UsageException;
import io.tercet.app.cli.option.Validated;
import io.tercet.app.dashboard.RunsFolder;
import io.tercet.app.run.InterruptedRun;
import io.tercet.app.run.RunConfig;
import io.tercet.app.run.RunFolder;
import io.tercet.app.run.RunWatcher;
import io.tercet.app.run.TrainingRun;
import io.tercet.app.start.WarmUp;
import io.tercet.data.TrainTestSplit;
import io.tercet.model.ModelFile;
import io.tercet.parallel.Workers;
import io.tercet.train.TrainingConfig;
import io.tercet.train.TrainingListener;
import io.tercet.train.TrainingState;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tercet resume}: continues a run that was interrupted while it was trained. */
@Command(
    name = ResumeCommand.NAME,
    sortOptions = false,
    description = {
      "Continues a run that was interrupted, from its last checkpoint or, without one, from the"
          + " beginning. The model is the same as that of a run that was never interrupted."
    })
final class ResumeCommand implements Callable<Integer>, Validated {
  static final String NAME = "resume";

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

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      description = "Another learning rate from here on; the model is then another one.")
  private @Nullable Double learningRate;

  @Option(
      names = "--clip-norm",
      paramLabel = "NORM",
      description = "Scale gradients down from here on where their L2 norm is larger.")
  private @Nullable Double clipNorm;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Default: one for each processor. The model does not depend on it.")
  private @Nullable Integer threads;

  @Option(
      names = "--dashboard",
      description =
          "Show the run as a web page while it trains, and afterwards until it is ended by Ctrl-C.")
  private boolean dashboard;

  @Mixin private CheckpointOption checkpointOption = new CheckpointOption();

  @Mixin private ServerOptions serverOptions = new ServerOptions();

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    checkpointOption.interval(problems);
    if (threads != null && (threads < 1 || threads > TrainCommand.MOST_THREADS)) {
      problems.add(
          "--threads: found %d, expected 1 to %d".formatted(threads, TrainCommand.MOST_THREADS));
    }
    if (serverOptions.isGiven() && !dashboard) {
      problems.add("--host, --port, --origin and --open are for --dashboard, which is not given");
    }
    return problems;
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter console = spec.commandLine().getOut();
    int count = Objects.requireNonNullElse(threads, Runtime.getRuntime().availableProcessors());
    try (RunFolder folder = RunFolder.open(run);
        Workers workers = new Workers(count)) {
      InterruptedRun interrupted = changed(InterruptedRun.read(folder));
      RunConfig config = config(interrupted, count);
      try (WarmUp warmUp = WarmUp.start(config.training())) {
        console.println(describe(interrupted));
        DataArgument argument = new DataArgument(folderOptions(interrupted), workers, console);
        TrainTestSplit loaded = argument.load(data == null ? interrupted.data() : data);
        console.println(DataArgument.describe(loaded));
        Map<String, Object> origin = interrupted.originLike(argument.origin());
        ConsoleProgress progress =
            new ConsoleProgress(console, config.training(), Terminal.isInteractive());
        TrainingRun training =
            new TrainingRun(config, folder, loaded, origin, workers, console)
                .startingFrom(interrupted.init())
                .checkpointing(checkpointOption.interval(new ArrayList<>()))
                .resuming(interrupted);
        List<TrainingListener> listeners = List.of(warmUp, progress);
        return dashboard
            ? ShownRun.run(training, listeners, RunsFolder.single(run), serverOptions, console)
            : training.run(listeners, RunWatcher.NONE);
      }
    }
  }

  /** The run with what the options change. */
  private InterruptedRun changed(InterruptedRun before) {
    List<String> problems = new ArrayList<>();
    ComponentFlags flags = new ComponentFlags(problems);
    TrainingConfig config = before.training();
    Map<String, Object> changes = new LinkedHashMap<>();
    if (learningRate != null) {
      config =
          config.withOptimizer(
              flags.set(config.optimizer(), "learningRate", learningRate, "the optimizer"));
      changes.put("learning_rate", learningRate);
    }
    if (clipNorm != null) {
      config = flags.set(config, "clipNorm", clipNorm, "train");
      changes.put("clip_norm", clipNorm);
    }
    if (!problems.isEmpty()) {
      throw new UsageException(problems);
    }
    return changes.isEmpty() ? before : before.with(config, changes);
  }

  private RunConfig config(InterruptedRun interrupted, int count) throws IOException {
    Path init = interrupted.checkpoint() == null ? interrupted.init() : null;
    return new RunConfig(
        interrupted.training(),
        count,
        run,
        interrupted.pictures(),
        interrupted.evaluation(),
        interrupted.heldOut(),
        init == null ? null : ModelFile.read(init).encoder(),
        dashboard);
  }

  private static FolderOptions folderOptions(InterruptedRun interrupted) {
    FolderOptions options = new FolderOptions();
    interrupted.preprocessing().ifPresent(options::readAs);
    options.tables().useAs(interrupted.origin());
    options.cutAs(interrupted.origin());
    return options;
  }

  private String describe(InterruptedRun interrupted) {
    TrainingState from = interrupted.checkpoint();
    int epochs = interrupted.training().epochs();
    return from == null
        ? "%s has no checkpoint: it begins again with the same configuration.".formatted(run)
        : "Resuming %s after step %d of epoch %d of %d."
            .formatted(run, from.step(), Math.min(from.epoch(), epochs), epochs);
  }
}
