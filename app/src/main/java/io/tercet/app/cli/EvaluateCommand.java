package io.tercet.app.cli;

import io.tercet.Evaluation;
import io.tercet.app.cli.option.DataNames;
import io.tercet.app.cli.option.FolderOptions;
import io.tercet.app.cli.option.HelpOption;
import io.tercet.app.cli.option.UsageException;
import io.tercet.app.plot.Fonts;
import io.tercet.app.run.InputErrors;
import io.tercet.app.run.RunJson;
import io.tercet.app.run.report.Advice;
import io.tercet.app.run.report.EvaluationPlots;
import io.tercet.app.run.report.ScoreTable;
import io.tercet.data.DataException;
import io.tercet.data.ExampleIds;
import io.tercet.data.TrainTestSplit;
import io.tercet.eval.BeforeAfter;
import io.tercet.eval.EvaluationInput;
import io.tercet.eval.MeasurableLengths;
import io.tercet.input.EncodedSplit;
import io.tercet.io.ExampleFiles;
import io.tercet.io.ExampleList;
import io.tercet.io.NpyFile;
import io.tercet.model.ModelFile;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Seed;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tercet evaluate}: the table of a model. */
@Command(
    name = "evaluate",
    sortOptions = false,
    description = {
      "Evaluates a model, untrained, trained and against raw pixels, or embeddings from any"
          + " source:",
      "retrieval, verification, clusters, classifiers, spread."
    })
final class EvaluateCommand implements Callable<Integer> {
  /** Number of embeddings whose evaluation takes seconds. */
  private static final int LARGE = 20_000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @SuppressWarnings("UnusedVariable")
  @Mixin
  private HelpOption help = new HelpOption();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "MODEL",
      description = "A model file. Not with --embeddings.")
  private @Nullable Path model;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DATA",
      completionCandidates = DataNames.class,
      description = DataArgument.DESCRIPTION + " Default: what the model was trained on.")
  private @Nullable String data;

  @Option(
      names = "--embeddings",
      paramLabel = "FILE",
      description = "Evaluate embeddings from any source: .npy, float32 or float64 [n x d].")
  private @Nullable Path embeddings;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "Their classes: .npy, whole numbers [n].")
  private @Nullable Path labels;

  @Option(
      names = "--reference-embeddings",
      paramLabel = "FILE",
      description =
          "What to search for each of them: .npy [m x d]. Default: all the others of --embeddings.")
  private @Nullable Path referenceEmbeddings;

  @Option(
      names = "--reference-labels",
      paramLabel = "FILE",
      description = "Classes of the reference embeddings: .npy [m].")
  private @Nullable Path referenceLabels;

  @Option(
      names = "--pairs",
      paramLabel = "FILE",
      description =
          "Verify these pairs: a line 'first,second' for each, by number of test example or"
              + " embedding from 0, or by id. Default: all pairs.")
  private @Nullable Path pairs;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description =
          "Where roc.png and distances.png go. Default: folder 'evaluation' beside the model or"
              + " the embeddings; with --json they are drawn only if this is given.")
  private @Nullable Path out;

  @Option(
      names = "--no-clusters",
      description = "Leave out k-means, which takes longest where there are thousands of classes.")
  private boolean noClusters;

  @Option(names = "--no-pictures", description = "Draw nothing.")
  private boolean noPictures;

  @Option(names = "--json", description = "Print all figures as JSON, and nothing else.")
  private boolean json;

  @Mixin private FolderOptions folderOptions = new FolderOptions();

  @Override
  public Integer call() throws IOException {
    if (out != null && !noPictures) {
      requireOut(out);
    }
    if (embeddings != null || labels != null) {
      return evaluateEmbeddings();
    }
    if (model == null) {
      throw new UsageException("expected a MODEL, or --embeddings and --labels");
    }
    if (referenceEmbeddings != null || referenceLabels != null) {
      throw new UsageException(
          "--reference-embeddings and --reference-labels go with --embeddings, not with a MODEL");
    }
    ModelFile file = ModelFile.read(model);
    PrintWriter console = spec.commandLine().getOut();
    try (Workers workers = Workers.all()) {
      // With --json, progress messages go to standard error.
      PrintWriter progress = json ? spec.commandLine().getErr() : console;
      ModelData own = ModelData.of(model, file, data, folderOptions);
      TrainTestSplit loaded = new DataArgument(folderOptions, workers, progress).load(own.name());
      ModelInput.requireFits(model, file, own.name(), loaded.train());
      String warning = own.warning(loaded);
      if (!warning.isEmpty()) {
        progress.println(warning);
      }
      int[] given = readPairs(ExampleIds.of(loaded.test()));
      long seed = file.provenance().seed();
      EncodedSplit readers = EncodedSplit.of(loaded, file.encoder().inputEncoding(), workers);
      if (!json) {
        console.println(DataArgument.describe(loaded));
        console.println(
            ScoreTable.text(
                BeforeAfter.of(file.encoder(), seed, readers, workers),
                Advice.of(file.configuration())));
        console.println();
      }
      EvaluationInput evaluated = EvaluationInput.of(file.encoder(), readers, given, workers);
      finish(evaluate(evaluated, seed, workers), model);
    }
    return 0;
  }

  private void requireOut(Path folder) throws IOException {
    Outputs.requireWritableFolder(folder);
    for (Path picture : EvaluationPlots.in(folder)) {
      if (Files.isDirectory(picture)) {
        throw new DataException("--out: %s is a folder, expected a file".formatted(picture));
      }
      Outputs.requireNoInput(
          picture,
          model,
          data == null ? null : Path.of(data),
          embeddings,
          labels,
          referenceEmbeddings,
          referenceLabels,
          pairs);
    }
  }

  private int evaluateEmbeddings() throws IOException {
    if (embeddings == null || labels == null || model != null) {
      throw new UsageException("--embeddings and --labels go together, and without a MODEL");
    }
    if (referenceEmbeddings == null != (referenceLabels == null)) {
      throw new UsageException("--reference-embeddings and --reference-labels go together");
    }
    Matrix vectors = readEmbeddings(embeddings);
    List<Path> files = referenceLabels == null ? List.of(labels) : List.of(labels, referenceLabels);
    List<int[]> classes = NpyFile.readLabels(files);
    requireLabels(labels, classes.getFirst(), vectors);
    Matrix reference = null;
    if (referenceEmbeddings != null && referenceLabels != null) {
      reference = readEmbeddings(referenceEmbeddings);
      requireLabels(referenceLabels, classes.getLast(), reference);
      if (reference.columns() != vectors.columns()) {
        throw new DataException(
            "%s: %d dimensions, expected the %d of %s"
                .formatted(
                    referenceEmbeddings, reference.columns(), vectors.columns(), embeddings));
      }
    }
    EvaluationInput evaluated =
        new EvaluationInput(
            vectors,
            classes.getFirst(),
            reference,
            reference == null ? new int[0] : classes.getLast(),
            readPairs(new ExampleFiles(embeddings).find(vectors.rows())));
    try (Workers workers = Workers.all()) {
      finish(evaluate(evaluated, 1, workers), embeddings);
    }
    return 0;
  }

  private static Matrix readEmbeddings(Path path) throws IOException {
    Matrix read = NpyFile.readMatrix(path);
    int row = MeasurableLengths.firstTooLong(read);
    if (row >= 0) {
      throw new DataException(
          "%s: the embedding at row %s has length %s, expected at most %s: its distances would overflow float32"
              .formatted(
                  path,
                  row,
                  (float) MeasurableLengths.length(read, row),
                  (float) MeasurableLengths.longest()));
    }
    return read;
  }

  /** Says what it is at where that takes more than a moment. */
  private Evaluation evaluate(EvaluationInput evaluated, long seed, Workers workers)
      throws IOException {
    int rows = evaluated.queries().rows();
    PrintWriter err = spec.commandLine().getErr();
    Consumer<String> progress =
        part -> {
          if (rows >= LARGE) {
            err.printf(Locale.ROOT, "Evaluating %,d embeddings: %s%n", rows, part);
            err.flush();
          }
        };
    return InputErrors.check(
        () -> Evaluation.of(evaluated, !noClusters, new Seed(seed), progress, workers));
  }

  private static void requireLabels(Path path, int[] classes, Matrix vectors) throws DataException {
    if (vectors.rows() != classes.length) {
      throw new DataException(
          "%s: %d labels for %d embeddings".formatted(path, classes.length, vectors.rows()));
    }
  }

  private int @Nullable [] readPairs(ExampleIds examples) throws IOException {
    return pairs == null ? null : ExampleList.readPairs(pairs, examples);
  }

  private void finish(Evaluation scores, Path evaluated) throws IOException {
    PrintWriter console = spec.commandLine().getOut();
    if (json) {
      console.println(RunJson.LINE.writeValueAsString(scores.byName()));
      scores.leftOut().forEach(spec.commandLine().getErr()::println);
    } else {
      scores.lines().forEach(console::println);
    }
    Path folder = out != null ? out : evaluated.resolveSibling("evaluation");
    if (!noPictures && (!json || out != null)) {
      List<Path> written = EvaluationPlots.write(scores, folder);
      Fonts.problem().ifPresent(spec.commandLine().getErr()::println);
      if (!json) {
        written.forEach(path -> console.println("Picture: " + path));
      }
    }
  }
}
