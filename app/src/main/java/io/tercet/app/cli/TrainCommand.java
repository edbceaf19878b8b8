package io.tercet.app.cli;

import io.tercet.app.cli.console.ConsoleProgress;
import io.tercet.app.cli.console.Terminal;
import io.tercet.app.cli.option.AugmentOption;
import io.tercet.app.cli.option.CheckpointOption;
import io.tercet.app.cli.option.ComponentFlags;
import io.tercet.app.cli.option.DataNames;
import io.tercet.app.cli.option.FolderOptions;
import io.tercet.app.cli.option.HelpOption;
import io.tercet.app.cli.option.HiddenLayers;
import io.tercet.app.cli.option.LossOptions;
import io.tercet.app.cli.option.RecipeNames;
import io.tercet.app.cli.option.SamplerOptions;
import io.tercet.app.cli.option.ScheduleNames;
import io.tercet.app.cli.option.UsageException;
import io.tercet.app.cli.option.Validated;
import io.tercet.app.cli.option.ValidationOptions;
import io.tercet.app.dashboard.RunsFolder;
import io.tercet.app.run.RunConfig;
import io.tercet.app.run.RunFolder;
import io.tercet.app.run.RunWatcher;
import io.tercet.app.run.TrainingRun;
import io.tercet.app.start.WarmUp;
import io.tercet.data.Dataset;
import io.tercet.data.TrainTestSplit;
import io.tercet.image.Augmentation;
import io.tercet.loss.Loss;
import io.tercet.model.ModelFile;
import io.tercet.optim.Optimizer;
import io.tercet.parallel.Workers;
import io.tercet.sampling.Sampler;
import io.tercet.train.Recipes;
import io.tercet.train.TrainingConfig;
import io.tercet.train.TrainingListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tercet train}: the main job. */
@Command(
    name = TrainCommand.NAME,
    sortOptions = false,
    description = {
      "Trains an embedding model and leaves a run folder: the model, its metrics, pictures and a"
          + " report.",
      "Options that are not given are as the recipe has them."
    })
final class TrainCommand implements Callable<Integer>, Validated {
  static final String NAME = "train";

  private static final String RECIPE = "--recipe";
  private static final TrainingConfig DEFAULT = Recipes.classic();
  static final int MOST_THREADS = 1024;

  private final @Nullable WarmUp early;

  @Spec private CommandSpec spec = CommandSpec.create();

  @SuppressWarnings("UnusedVariable")
  @Mixin
  private HelpOption help = new HelpOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "DATA",
      completionCandidates = DataNames.class,
      description =
          DataArgument.DESCRIPTION + " Default: mnist, and glyphs if it is not to be had.")
  private @Nullable String data;

  @Option(
      names = RECIPE,
      paramLabel = "NAME",
      completionCandidates = RecipeNames.class,
      description =
          "Where to start from: ${COMPLETION-CANDIDATES}. Default: conv for a folder of pictures"
              + " and table for a table, both fitted to the data; else classic.")
  private @Nullable String recipe;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Start from a configuration instead: config.json of a run, or what it has under"
              + " \"training\". Other options change it.")
  private @Nullable Path configFile;

  @Option(
      names = "--init",
      paramLabel = "MODEL",
      description = "Start from the weights of a model, with its layers (fine-tuning).")
  private @Nullable Path init;

  @Option(names = "--epochs", paramLabel = "N", description = "How often to go over the data.")
  private @Nullable Integer epochs;

  @Mixin private SamplerOptions samplerOptions = new SamplerOptions();

  @Option(
      names = "--embedding-size",
      paramLabel = "N",
      description = "Number of dimensions of an embedding.")
  private @Nullable Integer embeddingSize;

  @Option(
      names = "--hidden",
      paramLabel = "N,...",
      split = ",",
      description =
          "Units of the dense layers before the last one, instead of the recipe's: 256,128.")
  private @Nullable List<Integer> hidden;

  @Mixin private LossOptions lossOptions = new LossOptions();

  @Mixin private AugmentOption augmentOption = new AugmentOption();

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      description = "Learning rate of the optimizer, Adam.")
  private @Nullable Double learningRate;

  @Option(
      names = "--weight-decay",
      paramLabel = "SHARE",
      description =
          "Share of the encoder's weights that each step takes away, times the learning rate"
              + " (AdamW).")
  private @Nullable Double weightDecay;

  @Option(
      names = "--schedule",
      paramLabel = "NAME",
      completionCandidates = ScheduleNames.class,
      description = "How the learning rate changes: ${COMPLETION-CANDIDATES}.")
  private @Nullable String schedule;

  @Option(
      names = "--warm-up",
      paramLabel = "SHARE",
      description = "Share of the training in which the learning rate rises from 0, as 0.05.")
  private @Nullable Double warmUp;

  @Option(
      names = "--clip-norm",
      paramLabel = "NORM",
      description = "Scale the gradients of a step down where their L2 norm is larger.")
  private @Nullable Double clipNorm;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Where all randomness comes from; the same seed gives the same model.")
  private @Nullable Long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Default: one for each processor. The model does not depend on it.")
  private @Nullable Integer threads;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "The run folder; new or empty. Default: runs/<time>-<recipe>.")
  private @Nullable Path out;

  @Option(
      names = "--no-pictures",
      description = "Draw nothing, and keep no embeddings for the dashboard.")
  private boolean noPictures;

  @Option(names = "--no-evaluation", description = "Leave out the table at the end.")
  private boolean noEvaluation;

  @Option(
      names = "--dashboard",
      description =
          "Show the run as a web page while it trains, and afterwards until it is ended by Ctrl-C.")
  private boolean dashboard;

  @Mixin private ValidationOptions validationOptions = new ValidationOptions();

  @Mixin private CheckpointOption checkpointOption = new CheckpointOption();

  @Mixin private ServerOptions serverOptions = new ServerOptions();

  @Mixin private FolderOptions folderOptions = new FolderOptions();

  @SuppressWarnings("UnusedMethod") // by picocli, for help
  TrainCommand() {
    this(null);
  }

  /**
   * A command whose kernels are being compiled.
   *
   * @param early what warms up already, if anything does
   */
  TrainCommand(@Nullable WarmUp early) {
    this.early = early;
  }

  /**
   * Starts to warm up if the arguments ask for a training. They are not read yet, which takes a
   * fifth of a second: it is for the recipe that they seem to name.
   */
  static @Nullable WarmUp warmUp(String... args) {
    List<String> words = List.of(args);
    if (words.isEmpty() || !words.getFirst().equals(NAME)) {
      return null;
    }
    return WarmUp.start(Recipes.find(recipeOf(words)).orElse(DEFAULT));
  }

  /** What stands behind the last --recipe, as a word of its own or behind an equals sign. */
  static String recipeOf(List<String> words) {
    String name = "";
    for (int i = 1; i < words.size(); i++) {
      if (words.get(i).startsWith(RECIPE + "=")) {
        name = words.get(i).substring(RECIPE.length() + 1);
      } else if (words.get(i - 1).equals(RECIPE)) {
        name = words.get(i);
      }
    }
    return name;
  }

  @Override
  public Integer call() throws IOException {
    ModelFile start = init == null ? null : ModelFile.read(init);
    TrainingConfig recipeOrFile = startingRecipe(new ArrayList<>());
    RunConfig config = config(recipeOrFile, start);
    samplerOptions.requireReadable();
    PrintWriter console = spec.commandLine().getOut();
    try (RunFolder folder = RunFolder.claim(out, config.training().recipe());
        Workers workers = new Workers(config.threads());
        WarmUp warmUp =
            early == null ? WarmUp.start(config.training()) : early.turnTo(config.training())) {
      DataArgument argument = new DataArgument(folderOptions, workers, console);
      TrainTestSplit loaded = data == null ? argument.loadDefault() : argument.load(data);
      console.println(DataArgument.describe(loaded));
      TrainingConfig fitted = fitted(recipeOrFile, loaded.train());
      if (!fitted.equals(recipeOrFile)) {
        config = config(fitted, start);
        console.println(FittedRecipe.line(config.training(), loaded.train()));
      }
      if (start != null && init != null) {
        ModelInput.requireFits(init, start, loaded.name(), loaded.train());
      }
      ConsoleProgress progress =
          new ConsoleProgress(console, config.training(), Terminal.isInteractive());
      TrainingRun run =
          new TrainingRun(config, folder, loaded, argument.origin(), workers, console)
              .startingFrom(init)
              .checkpointing(checkpointOption.interval(new ArrayList<>()));
      List<TrainingListener> listeners = List.of(warmUp, progress);
      return dashboard ? runWithDashboard(run, listeners) : run.run(listeners, RunWatcher.NONE);
    }
  }

  private int runWithDashboard(TrainingRun run, List<TrainingListener> listeners)
      throws IOException {
    RunsFolder shown = out == null ? RunsFolder.all(Path.of("runs")) : RunsFolder.single(out);
    return ShownRun.run(run, listeners, shown, serverOptions, spec.commandLine().getOut());
  }

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    training(startingRecipe(problems), problems);
    validationOptions.heldOut(problems);
    checkpointOption.interval(problems);
    if (configFile != null && recipe != null) {
      problems.add("--config and --recipe exclude each other");
    }
    if (init != null && (hidden != null || embeddingSize != null)) {
      problems.add("--init has layers of its own: not with --hidden or --embedding-size");
    }
    if (threadCount() < 1 || threadCount() > MOST_THREADS) {
      problems.add("--threads: found %d, expected 1 to %d".formatted(threadCount(), MOST_THREADS));
    }
    if (serverOptions.isGiven() && !dashboard) {
      problems.add("--host, --port, --origin and --open are for --dashboard, which is not given");
    }
    return problems;
  }

  private RunConfig config(TrainingConfig recipeOrFile, @Nullable ModelFile start) {
    TrainingConfig changed = training(recipeOrFile, new ArrayList<>());
    TrainingConfig training =
        start == null ? changed : changed.withLayers(start.encoder().architecture().layers());
    return new RunConfig(
        training,
        threadCount(),
        out,
        !noPictures,
        !noEvaluation,
        validationOptions.heldOut(new ArrayList<>()),
        start == null ? null : start.encoder(),
        dashboard);
  }

  private int threadCount() {
    return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
  }

  /** The recipe with what the options change. */
  private TrainingConfig training(TrainingConfig start, List<String> problems) {
    ComponentFlags flags = new ComponentFlags(problems);
    TrainingConfig config = withLayers(start, flags);
    if (epochs != null) {
      config = flags.set(config, "epochs", epochs, "train");
    }
    config = config.withOptimizer(optimizer(config.optimizer(), flags));
    config = config.withSchedule(flags.schedule(schedule, warmUp, config.schedule()));
    config = flags.set(config, "clipNorm", clipNorm, "train");
    config = config.withAugmentation(augmentation(config.augmentation(), problems));
    config = seed == null ? config : config.withSeed(seed);
    Sampler sampler = samplerOptions.applyTo(config.sampler(), flags, problems);
    Loss loss = lossOptions.applyTo(config, flags);
    TrainingConfig before = config;
    return flags.change("--loss", before, () -> before.with(sampler, loss));
  }

  private TrainingConfig withLayers(TrainingConfig start, ComponentFlags flags) {
    List<Integer> units = hidden;
    TrainingConfig config =
        units == null
            ? start
            : flags.change("--hidden", start, () -> HiddenLayers.of(start, units));
    Integer size = embeddingSize;
    return size == null
        ? config
        : flags.change("--embedding-size", config, () -> config.withEmbeddingSize(size));
  }

  private Optimizer optimizer(Optimizer start, ComponentFlags flags) {
    Optimizer changed = start;
    if (weightDecay != null
        && learningRate != null) { // neither is held against the other's old one
      changed = flags.set(changed, "weightDecay", 0.0, "the optimizer");
    }
    changed = flags.set(changed, "learningRate", learningRate, "the optimizer");
    return flags.set(changed, "weightDecay", weightDecay, "the optimizer");
  }

  private TrainingConfig startingRecipe(List<String> problems) {
    Path file = configFile;
    if (file != null) {
      try {
        return ConfigFile.read(file);
      } catch (IOException e) {
        problems.add("--config: " + Failures.line(e));
        return DEFAULT;
      }
    }
    String name = recipe;
    if (name == null) {
      return data == null || samplerOptions.isListed()
          ? DEFAULT // whose loss is of triplets
          : FittedRecipe.of(data).orElse(DEFAULT);
    }
    return Recipes.find(name)
        .orElseGet(() -> {
          problems.add(RecipeNames.unknown(name));
          return DEFAULT;
        });
  }

  /** A recipe that the options do not name is fitted to the data; recipe table always is. */
  private TrainingConfig fitted(TrainingConfig start, Dataset train) {
    return configFile != null || (recipe != null && !FittedRecipe.isAlwaysFitted(recipe))
        ? start
        : FittedRecipe.fit(start, train);
  }

  private Augmentation augmentation(Augmentation start, List<String> problems) {
    try {
      Augmentation augmentation = augmentOption.augmentation();
      return augmentation == null ? start : augmentation;
    } catch (UsageException e) {
      problems.add(e.getMessage());
    } catch (IllegalArgumentException e) {
      problems.add("--augment: " + e.getMessage());
    }
    return start;
  }
}
