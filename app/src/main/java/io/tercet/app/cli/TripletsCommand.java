package io.tercet.app.cli;

import io.tercet.app.cli.option.AugmentOption;
import io.tercet.app.cli.option.DataNames;
import io.tercet.app.cli.option.FolderOptions;
import io.tercet.app.cli.option.HelpOption;
import io.tercet.app.cli.option.UsageException;
import io.tercet.app.plot.PngWriter;
import io.tercet.app.plot.TripletPlot;
import io.tercet.app.run.InputErrors;
import io.tercet.data.Dataset;
import io.tercet.data.TrainTestSplit;
import io.tercet.image.Augmentation;
import io.tercet.image.AugmentedDataset;
import io.tercet.parallel.Workers;
import io.tercet.sampling.Batch;
import io.tercet.sampling.TripletSampler;
import io.tercet.tensor.Seed;
import io.tercet.train.Recipes;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tercet triplets}: a picture of random triplets. */
@Command(
    name = "triplets",
    sortOptions = false,
    description = {
      "Draws random triplets of images: anchor, positive, negative; and says which they are.",
      "All pictures of a folder are taken, and of other data the training images; where options"
          + " cut the data, its training part."
    })
final class TripletsCommand implements Callable<Integer> {
  private static final int MOST = 200;

  @Spec private CommandSpec spec = CommandSpec.create();

  @SuppressWarnings("UnusedVariable")
  @Mixin
  private HelpOption help = new HelpOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "DATA",
      completionCandidates = DataNames.class,
      description = DataArgument.DESCRIPTION)
  private String data = "mnist";

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "How many triplets. Default: ${DEFAULT-VALUE}.")
  private int count = 8;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What they are drawn from. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The picture, PNG. Default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("triplets.png");

  @Option(
      names = "--augmented",
      description = "As they are trained on: changed as --augment says, else as recipe conv does.")
  private boolean augmented;

  @Mixin private AugmentOption augmentOption = new AugmentOption();

  @Mixin private FolderOptions folderOptions = new FolderOptions();

  @Override
  public Integer call() throws IOException {
    if (count < 1 || count > MOST) {
      throw new UsageException("--count: found %d, expected 1 to %d".formatted(count, MOST));
    }
    Outputs.requireWritable(out);
    Outputs.requireNoInput(out, Path.of(data));
    PrintWriter console = spec.commandLine().getOut();
    try (Workers workers = Workers.all()) {
      DataArgument argument = new DataArgument(folderOptions, workers, console);
      Dataset images = load(argument);
      TripletSampler sampler =
          InputErrors.check(() -> new TripletSampler(images.labels(), count, new Seed(seed)));
      List<Integer> leftOut = sampler.leftOut();
      if (!leftOut.isEmpty()) {
        console.println(
            "No anchors from classes of one example: " + DataArgument.names(images, leftOut));
      }
      Batch triplets = sampler.next();
      boolean pictures = images.shape().size() > 1;
      if (pictures) {
        PngWriter.write(out, TripletPlot.draw(shown(images), triplets));
      }
      for (int i = 0; i < triplets.triplets(); i++) {
        console.printf(
            Locale.ROOT,
            "%s, %s, %s%n",
            images.id(triplets.anchor(i)),
            images.id(triplets.positive(i)),
            images.id(triplets.negative(i)));
      }
      console.println(pictures ? "Triplets: " + out : "Rows of a table have no picture.");
    }
    return 0;
  }

  private Dataset load(DataArgument argument) throws IOException {
    if (folderOptions.isCutGiven()) {
      TrainTestSplit cut = argument.load(data);
      spec.commandLine().getOut().println(DataArgument.describe(cut));
      return cut.train();
    }
    Dataset whole = argument.loadWhole(data);
    spec.commandLine().getOut().println(DataArgument.describe(data, whole));
    return whole;
  }

  private Dataset shown(Dataset train) {
    Augmentation said = augmentOption.augmentation();
    if (!augmented && said == null) {
      return train;
    }
    Augmentation augmentation = said == null ? Recipes.conv().augmentation() : said;
    return new AugmentedDataset(train, augmentation, new Seed(seed));
  }
}
