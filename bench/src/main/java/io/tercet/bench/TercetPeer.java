package io.tercet.bench;

import io.tercet.data.ArrayDataset;
import io.tercet.data.Dataset;
import io.tercet.data.Subset;
import io.tercet.data.idx.IdxFolder;
import io.tercet.image.Augmentation;
import io.tercet.input.EncodedDataset;
import io.tercet.loss.TripletLoss;
import io.tercet.mining.BatchEasyHardMiner;
import io.tercet.nn.Dense;
import io.tercet.nn.Encoder;
import io.tercet.nn.L2Normalize;
import io.tercet.optim.Adam;
import io.tercet.optim.ConstantRate;
import io.tercet.parallel.Workers;
import io.tercet.sampling.ClassBalanced;
import io.tercet.tensor.Activation;
import io.tercet.tensor.Seed;
import io.tercet.train.EpochResult;
import io.tercet.train.Recipes;
import io.tercet.train.Trainer;
import io.tercet.train.TrainingConfig;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** The works of the comparison in Tercet; see {@link WorkArguments}. */
public final class TercetPeer {
  private static final int WARM_EPOCHS = 20;
  private static final int TIMED_EPOCHS = 30;
  private static final int SOME = 10_000;

  private TercetPeer() {}

  /** Runs a work. */
  public static void main(String[] arguments) throws IOException {
    WorkArguments work = WorkArguments.parse(arguments);
    System.out.println("version JDK " + Runtime.version());
    try (Workers workers = new Workers(work.threads())) {
      switch (work.work()) {
        case CLASSIC -> train(Recipes.classic(), mnist(work), work.rounds(), workers, 1);
        case DENSE ->
            train(
                dense(),
                denseFeatures(work),
                work.rounds(),
                workers,
                DenseWork.EACH * DenseWork.CLASSES);
        case EMBED -> embed(Recipes.classic(), mnist(work), work.rounds(), workers);
        case PML_MNIST -> trainOneEpoch(Recipes.pmlMnist(), mnist(work), workers);
        case EMBED_PML_MNIST ->
            embed(Recipes.pmlMnist(), head(mnist(work)), work.rounds(), workers);
        case EMBED_CONV -> embed(Recipes.conv(), head(mnist(work)), work.rounds(), workers);
        case CLASSIC_RUN -> throw new IllegalArgumentException("the launcher runs that");
      }
    }
  }

  private static Dataset mnist(WorkArguments work) throws IOException {
    return IdxFolder.read("mnist", work.data()).train();
  }

  private static Dataset denseFeatures(WorkArguments work) throws IOException {
    DenseWork.Features features = DenseWork.read(work.data());
    return ArrayDataset.of(features.matrix(), features.labels());
  }

  private static TrainingConfig dense() {
    TripletLoss triplets = TripletLoss.defaults();
    return new TrainingConfig(
        "dense",
        List.of(
            new Dense(256, Activation.RELU), new Dense(128, Activation.LINEAR), new L2Normalize()),
        new ClassBalanced(DenseWork.CLASSES, DenseWork.EACH),
        triplets.withMiner(BatchEasyHardMiner.batchHard(triplets.distance())),
        Augmentation.NONE,
        1,
        Adam.KERAS,
        new ConstantRate(),
        1);
  }

  /**
   * A round is a new training, timed in the epochs after the warm-up ones. One such training ran
   * before: compilers would else be at work in the first round.
   */
  private static void train(
      TrainingConfig config, Dataset data, int rounds, Workers workers, int itemsOfStep) {
    TrainingConfig longer = config.withEpochs(WARM_EPOCHS + TIMED_EPOCHS);
    EncodedDataset reader = EncodedDataset.of(data, workers);
    for (int round = 0; round <= rounds; round++) {
      List<EpochResult> epochs = new Trainer(longer, reader, workers, List.of()).train().epochs();
      List<EpochResult> timed = epochs.subList(WARM_EPOCHS, epochs.size());
      double seconds = timed.stream().mapToDouble(EpochResult::seconds).sum();
      double items = timed.stream().mapToDouble(EpochResult::items).sum();
      if (round > 0) {
        WorkArguments.printRate(items / seconds / itemsOfStep);
      }
    }
  }

  private static void trainOneEpoch(TrainingConfig config, Dataset data, Workers workers) {
    Trainer trainer = new Trainer(config, EncodedDataset.of(data, workers), workers, List.of());
    WorkArguments.printRate(trainer.train().epochs().getFirst().itemsPerSecond());
  }

  /** Few enough for encoders with convolutions. */
  private static Dataset head(Dataset data) {
    return new Subset(data, IntStream.range(0, SOME).toArray());
  }

  private static void embed(TrainingConfig config, Dataset data, int rounds, Workers workers) {
    EncodedDataset reader = EncodedDataset.of(data, workers);
    Encoder encoder =
        Encoder.initial(config.architecture(data.shape()), new Seed(1))
            .withInputEncoding(reader.encoding());
    WorkArguments.time(rounds, data.size(), () -> encoder.embed(reader, workers));
  }
}
