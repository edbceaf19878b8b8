package io.tercet.app.cli;

import io.tercet.data.Dataset;
import io.tercet.data.NpyFile;
import io.tercet.data.RowReader;
import io.tercet.data.TrainTest;
import io.tercet.math.Matrix;
import io.tercet.math.Workers;
import io.tercet.model.ModelFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
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
    description = "Embeds images: prints one embedding, or writes all as a NumPy file.")
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
      description = DataArgument.DESCRIPTION)
  private String data = "mnist";

  @Option(names = "--index", paramLabel = "N", description = "Print the embedding of that image.")
  private @Nullable Integer index;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the embeddings of all images, float32 [n x d], as .npy.")
  private @Nullable Path out;

  @Option(names = "--test", description = "The test images instead of the training images.")
  private boolean test;

  @Mixin private FolderOptions folderOptions = new FolderOptions();

  @Override
  public Integer call() throws IOException {
    if (index == null && out == null) {
      throw new UsageException("nothing to do: expected --index N or --out FILE");
    }
    ModelFile file = ModelFile.read(model);
    PrintWriter console = spec.commandLine().getOut();
    try (Workers workers = Workers.all()) {
      // What is printed may be the embedding and nothing else.
      PrintWriter progress = spec.commandLine().getErr();
      TrainTest loaded = new DataArgument(folderOptions, workers, progress).load(data);
      Dataset chosen = test ? loaded.test() : loaded.train();
      ModelInput.requireFits(model, file, loaded);
      if (index != null) {
        print(file, chosen, index);
      }
      if (out != null) {
        Matrix embeddings = file.encoder().embed(RowReader.of(chosen, workers), workers);
        NpyFile.write(out, embeddings);
        console.printf(
            Locale.ROOT,
            "Embeddings: %s, float32 [%d x %d]%n",
            out,
            embeddings.rows(),
            embeddings.columns());
      }
    }
    return 0;
  }

  private void print(ModelFile file, Dataset dataset, int number) {
    if (number < 0 || number >= dataset.size()) {
      throw new UsageException(
          "--index: found %d, expected 0 to %d".formatted(number, dataset.size() - 1));
    }
    Matrix features = Matrix.zeros(1, dataset.features());
    dataset.read(number, features.data(), 0);
    Matrix embedding = file.encoder().embed(features);
    StringJoiner line = new StringJoiner(" ");
    for (int j = 0; j < embedding.columns(); j++) {
      line.add(Float.toString(embedding.get(0, j)));
    }
    spec.commandLine().getOut().println(line);
  }
}
