package io.tercet.app.cli;

import io.tercet.EmbeddingModel;
import io.tercet.app.cli.option.DataNames;
import io.tercet.app.cli.option.FolderOptions;
import io.tercet.app.cli.option.HelpOption;
import io.tercet.app.cli.option.UsageException;
import io.tercet.data.DataException;
import io.tercet.data.Dataset;
import io.tercet.data.ExampleIds;
import io.tercet.io.ExampleFiles;
import io.tercet.io.NpyFile;
import io.tercet.model.ModelFile;
import io.tercet.parallel.Workers;
import io.tercet.table.EmbeddingTable;
import io.tercet.tensor.Matrix;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tercet embed}: embeddings of a data set's images. */
@Command(
    name = "embed",
    sortOptions = false,
    description = {
      "Embeds images: prints one embedding, or writes all as a NumPy file, with their classes and"
          + " ids beside it.",
      "All pictures of a folder are taken, in the order of their paths, and of other data the"
          + " training images."
    })
final class EmbedCommand implements Callable<Integer> {
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
      completionCandidates = DataNames.class,
      description = DataArgument.DESCRIPTION + " Default: what the model was trained on.")
  private @Nullable String data;

  @Option(
      names = {"--index", "--example"},
      paramLabel = "N|ID",
      description =
          "Print the embedding of that image, by number from 0, which is its row in --out, or by"
              + " id: a picture's path in the folder, test/17 of other data.")
  private @Nullable String example;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Write the embeddings of all examples: .npy, float32 [n x d], with e.labels.npy,"
              + " e.classes.txt and e.ids.txt beside e.npy; .csv or .jsonl with id and label in"
              + " each row.")
  private @Nullable Path out;

  @Option(names = "--train", description = "The training images alone, of a folder, too.")
  private boolean train;

  @Option(names = "--test", description = "The test images alone.")
  private boolean test;

  @Mixin private FolderOptions folderOptions = new FolderOptions();

  @Override
  public Integer call() throws IOException {
    if (example == null && out == null) {
      throw new UsageException("nothing to do: expected --index N, --example ID or --out FILE");
    }
    if (train && test) {
      throw new UsageException("--train and --test exclude each other");
    }
    if (out != null) {
      requireOut(out, model);
    }
    ModelFile file = ModelFile.read(model);
    try (EmbeddingModel loaded = EmbeddingModel.of(file);
        Workers workers = Workers.all()) {
      Dataset chosen = load(file, workers);
      if (example != null) {
        print(loaded, chosen, example);
      }
      if (out != null) {
        write(loaded, chosen, out, workers);
      }
    }
    return 0;
  }

  /**
   * Refuses the file of embeddings, or one of those beside it, that is read or cannot be written.
   */
  private static void requireOut(Path file, Path input) throws IOException {
    ExampleFiles beside = new ExampleFiles(file);
    List<Path> written =
        EmbeddingTable.isOne(file)
            ? List.of(file)
            : List.of(file, beside.labels(), beside.classes(), beside.ids());
    for (Path each : written) {
      Outputs.requireWritable(each);
      Outputs.requireNoInput(each, input);
    }
  }

  /** All of a folder, unless a part is named, or a cut, whose training part is meant then. */
  private Dataset load(ModelFile file, Workers workers) throws IOException {
    boolean part = train || test || folderOptions.isCutGiven();
    ModelData own = ModelData.of(model, file, data, folderOptions);
    if (out != null) {
      requireOut(out, Path.of(own.name()));
    }
    // What is printed may be the embedding and nothing else.
    PrintWriter progress = spec.commandLine().getErr();
    DataArgument argument = new DataArgument(folderOptions, workers, progress);
    Dataset chosen;
    if (test) {
      chosen = argument.load(own.name()).test();
    } else {
      chosen = part ? argument.load(own.name()).train() : argument.loadWhole(own.name());
    }
    ModelInput.requireFits(model, file, own.name(), chosen);
    return chosen;
  }

  private void write(EmbeddingModel loaded, Dataset dataset, Path to, Workers workers)
      throws IOException {
    Matrix embeddings = finite(() -> loaded.embed(dataset, workers));
    if (EmbeddingTable.isOne(to)) {
      EmbeddingTable.write(to, dataset, embeddings);
      announce(to, embeddings);
      return;
    }
    ExampleFiles beside = new ExampleFiles(to);
    beside.write(dataset);
    NpyFile.write(to, embeddings);
    announce(to, embeddings);
    PrintWriter console = spec.commandLine().getOut();
    console.printf(
        Locale.ROOT,
        "Which they are: %s, %s (%d classes), %s%n",
        beside.labels(),
        beside.classes(),
        dataset.classNames().size(),
        beside.ids());
  }

  private void announce(Path to, Matrix embeddings) {
    PrintWriter console = spec.commandLine().getOut();
    console.printf(
        Locale.ROOT,
        "Embeddings: %s, float32 [%d x %d]%n",
        to,
        embeddings.rows(),
        embeddings.columns());
  }

  private void print(EmbeddingModel loaded, Dataset dataset, String named) throws DataException {
    ExampleIds ids = ExampleIds.of(dataset);
    int number = ids.find(named);
    if (number < 0) {
      throw new UsageException(
          "--index: found '%s', expected %s".formatted(named, ids.expected(named)));
    }
    float[] features = new float[dataset.features()];
    dataset.read(number, features, 0);
    StringJoiner line = new StringJoiner(" ");
    for (float value : finite(() -> loaded.embed(features))) {
      line.add(Float.toString(value));
    }
    spec.commandLine().getOut().println(line);
  }

  /** Weights that are too large are the file's fault and not ours. */
  private static <T> T finite(Supplier<T> embedding) throws DataException {
    try {
      return embedding.get();
    } catch (IllegalStateException e) {
      if (e.getCause() instanceof DataException tooLarge) {
        throw tooLarge;
      }
      throw e;
    }
  }
}
