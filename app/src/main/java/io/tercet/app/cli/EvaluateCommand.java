package io.tercet.app.cli;

import io.tercet.app.run.DetailedScores;
import io.tercet.app.run.ScoreTable;
import io.tercet.app.run.Scores;
import io.tercet.data.DataException;
import io.tercet.data.NpyFile;
import io.tercet.data.TrainTest;
import io.tercet.math.Matrix;
import io.tercet.math.Seed;
import io.tercet.math.Workers;
import io.tercet.model.ModelFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
    description = "Judges a model, untrained against trained against raw pixels, or embeddings.")
final class EvaluateCommand implements Callable<Integer> {
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
      description = DataArgument.DESCRIPTION)
  private String data = "mnist";

  @Option(
      names = "--embeddings",
      paramLabel = "FILE",
      description = "Judge embeddings from anywhere: .npy, float32 or float64 [n x d].")
  private @Nullable Path embeddings;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "Their classes: .npy, whole numbers [n].")
  private @Nullable Path labels;

  @Option(
      names = "--json",
      description = "Print the figures of retrieval and verification as JSON, and nothing else.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (embeddings != null || labels != null) {
      return judgeEmbeddings();
    }
    if (model == null) {
      throw new UsageException("expected a MODEL, or --embeddings and --labels");
    }
    ModelFile file = ModelFile.read(model);
    PrintWriter console = spec.commandLine().getOut();
    try (Workers workers = Workers.all()) {
      TrainTest loaded = new DataArgument(workers, console).load(data);
      ModelInput.requireFits(model, file, loaded);
      long seed = file.provenance().seed();
      if (!json) {
        console.println(DataArgument.describe(loaded));
        console.println(ScoreTable.text(Scores.of(file.encoder(), seed, loaded, workers)));
        console.println();
      }
      print(DetailedScores.of(file.encoder(), seed, loaded, workers));
    }
    return 0;
  }

  private int judgeEmbeddings() throws IOException {
    if (embeddings == null || labels == null || model != null) {
      throw new UsageException("--embeddings and --labels go together, and without a MODEL");
    }
    Matrix vectors = NpyFile.readMatrix(embeddings);
    int[] classes = NpyFile.readLabels(labels);
    if (vectors.rows() != classes.length) {
      throw new DataException(
          "%s: %d labels for %d embeddings".formatted(labels, classes.length, vectors.rows()));
    }
    try (Workers workers = Workers.all()) {
      print(DetailedScores.of(vectors, classes, new Seed(1), workers));
    }
    return 0;
  }

  private void print(DetailedScores scores) {
    PrintWriter console = spec.commandLine().getOut();
    if (json) {
      console.println(JsonMapper.builder().build().writeValueAsString(scores.byName()));
    } else {
      scores.lines().forEach(console::println);
    }
  }
}
