package consumer;

import consumer.own.Momentum;
import consumer.own.NearNegatives;
import consumer.own.NearestNegative;
import consumer.own.PairwiseLoss;
import consumer.own.PullAndPush;
import consumer.own.RandomExamples;
import consumer.own.UntilLossIs;
import io.tercet.EmbeddingModel;
import io.tercet.Training;
import io.tercet.loss.Loss;
import io.tercet.loss.MinedLoss;
import io.tercet.loss.TripletLoss;
import io.tercet.nn.Dense;
import io.tercet.tensor.Activation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;

/** Trains with parts that are not in the library. */
final class OwnParts {
  private static final int MOST_EPOCHS = 40;
  private static final double ENOUGH = 0.05;
  private static final Corners KNOWN = Corners.around(50, 1);
  private static final Corners UNSEEN = Corners.around(20, 2);

  private OwnParts() {}

  static void run() throws IOException {
    EmbeddingModel ended =
        train(
            "a loss of pairs with a pair miner",
            new MinedLoss(new PullAndPush(1), new NearNegatives()));
    Main.check(ended.provenance().epochs() < MOST_EPOCHS, "our listener ended the training early");
    train("a triplet miner", TripletLoss.defaults().withMiner(new NearestNegative()));
    EmbeddingModel model = train("a loss from the ground up", new PairwiseLoss(1));
    JsonNode values = model.configuration();
    Main.check(
        values.at("/loss/margin").doubleValue() == 1, "the model has the values of our loss");
    Main.check(values.at("/optimizer/momentum").doubleValue() == 0.9, "and of our optimizer");
    float[] point = UNSEEN.features()[0];
    Main.check(
        Arrays.equals(model.embed(point), savedAndLoaded(model).embed(point)),
        "loading the model needs none of our classes");
  }

  private static EmbeddingModel train(String what, Loss loss) {
    UntilLossIs listener = new UntilLossIs(ENOUGH);
    EmbeddingModel model =
        Training.of(KNOWN.features(), KNOWN.classes())
            .encoder(new Dense(32, Activation.RELU), new Dense(8, Activation.LINEAR))
            .batches(new RandomExamples(100))
            .loss(loss)
            .optimizer(new Momentum(0.02, 0.9))
            .listener(listener)
            .epochs(MOST_EPOCHS)
            .seed(1)
            .fit();
    double precision = TrainOnArrays.precisionAt1(model, UNSEEN);
    Main.check(precision > 0.9, "with " + what + " of our own: precision@1 above 0.9");
    int epochs = model.provenance().epochs();
    Main.check(
        listener.epochs() == epochs, "our listener heard each of %d epochs".formatted(epochs));
    return model;
  }

  private static EmbeddingModel savedAndLoaded(EmbeddingModel model) throws IOException {
    Path file = Files.createTempFile("consumer", ".safetensors");
    try {
      model.save(file);
      return EmbeddingModel.load(file);
    } finally {
      Files.delete(file);
    }
  }
}
