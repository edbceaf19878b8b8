package consumer;

import io.tercet.data.ArrayDataset;
import io.tercet.input.EncodedDataset;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Matrix;
import io.tercet.train.Trainer;
import java.util.List;

/** Trains on arrays. */
final class TrainAndEmbed {
  private TrainAndEmbed() {}

  static float[][] embed(float[][] points, int[] classes) {
    try (Workers workers = Workers.all()) {
      EncodedDataset data = EncodedDataset.of(ArrayDataset.of(Matrix.of(points), classes), workers);
      Matrix embeddings =
          new Trainer(io.tercet.train.Recipes.mlp(), data, workers, List.of())
              .train()
              .encoder()
              .embed(data, workers);
      float[][] rows = new float[embeddings.rows()][];
      for (int i = 0; i < rows.length; i++) {
        int start = embeddings.offset(i);
        rows[i] =
            java.util.Arrays.copyOfRange(embeddings.data(), start, start + embeddings.columns());
      }
      return rows;
    }
  }
}
