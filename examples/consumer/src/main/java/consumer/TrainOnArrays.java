package consumer;

import io.tercet.EmbeddingModel;
import io.tercet.Evaluation;
import io.tercet.Training;
import io.tercet.data.ArrayDataset;
import io.tercet.loss.TripletLoss;
import io.tercet.nn.Dense;
import io.tercet.nn.L2Normalize;
import io.tercet.sampling.ClassBalanced;
import io.tercet.tensor.Activation;
import io.tercet.tensor.Matrix;

/** Trains on float[][] and int[], and evaluates on others. */
final class TrainOnArrays {
  private TrainOnArrays() {}

  static EmbeddingModel train(float[][] features, int[] classes) {
    return Training.of(features, classes)
        .encoder(new Dense(32, Activation.RELU), new Dense(8, Activation.LINEAR), new L2Normalize())
        .batches(new ClassBalanced(8, 10))
        .loss(TripletLoss.defaults().withMargin(0.3))
        .epochs(40)
        .seed(1)
        .fit();
  }

  static double precisionAt1(EmbeddingModel model, Corners corners) {
    Evaluation scores =
        Evaluation.of(model, ArrayDataset.of(Matrix.of(corners.features()), corners.classes()));
    return scores.retrieval().orElseThrow().atK().getFirst().precision();
  }

  static void run() {
    Corners known = Corners.around(50, 1);
    Corners unseen = Corners.around(20, 2);
    try (EmbeddingModel model = train(known.features(), known.classes())) {
      Main.check(model.dimensions() == 8, "embeddings have 8 dimensions");
      double precision = precisionAt1(model, unseen);
      Main.check(precision > 0.9, "trained on arrays: precision@1 of unseen points above 0.9");
    }
  }
}
