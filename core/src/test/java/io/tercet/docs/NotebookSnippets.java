package io.tercet.docs;

import io.tercet.EmbeddingModel;
import io.tercet.Training;
import io.tercet.data.TrainTestSplit;
import io.tercet.data.catalog.DatasetCatalog;
import io.tercet.data.catalog.DownloadListener;
import io.tercet.data.glyph.Glyphs;
import io.tercet.data.idx.IdxFolder;
import io.tercet.input.EncodedDataset;
import io.tercet.loss.Loss;
import io.tercet.loss.TripletBatchRmsLoss;
import io.tercet.loss.TripletMeanSquareLoss;
import io.tercet.nn.Architecture;
import io.tercet.nn.Dense;
import io.tercet.nn.Encoder;
import io.tercet.nn.SiameseNetwork;
import io.tercet.parallel.Workers;
import io.tercet.sampling.Batch;
import io.tercet.sampling.BatchStream;
import io.tercet.sampling.TripletSampler;
import io.tercet.tensor.Activation;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The Java of docs/notebook.md and README.md. */
@SuppressWarnings({"UnusedVariable", "unused"})
final class NotebookSnippets {
  private NotebookSnippets() {}

  static int shared() {
    // snippet: shared
    Workers workers = Workers.all();
    Seed seed = new Seed(1);
    // end
    return workers.threads();
  }

  static void data(Seed seed, Workers workers) throws IOException {
    // snippet: notebook-data
    TrainTestSplit mnist = DatasetCatalog.MNIST.load(DownloadListener.NONE);
    TrainTestSplit glyphs = Glyphs.load(Glyphs.DIGITS, seed, workers);
    TrainTestSplit mine = IdxFolder.read("mine", Path.of("my/folder"));
    // end
  }

  static int triplets(TrainTestSplit mnist, Seed seed) {
    // snippet: notebook-triplets
    TripletSampler sampler = new TripletSampler(mnist.train().labels(), 256, seed);
    Batch batch = sampler.next(); // batch.anchor(i), batch.positive(i), batch.negative(i)
    // end
    return batch.size();
  }

  static Encoder encoder(TrainTestSplit mnist, Seed seed, Workers workers) {
    // snippet: notebook-encoder
    Architecture architecture =
        new Architecture(
            List.of(784),
            List.of(new Dense(64, Activation.RELU), new Dense(64, Activation.SIGMOID)));
    Encoder encoder = Encoder.initial(architecture, seed);
    Matrix embedding = encoder.embed(EncodedDataset.of(mnist.train(), workers).read(new int[] {0}));
    // end
    return encoder;
  }

  static Matrix siamese(Encoder encoder, Matrix anchors, Matrix positives, Matrix negatives) {
    // snippet: notebook-siamese
    Matrix output = new SiameseNetwork(encoder).forward(anchors, positives, negatives);
    // end
    return output;
  }

  static void losses() {
    // snippet: notebook-losses
    Loss perExample = new TripletMeanSquareLoss(0.2);
    Loss ofTheBatch = new TripletBatchRmsLoss(0.2);
    // end
  }

  static void stream(TrainTestSplit mnist, Seed seed) throws InterruptedException {
    // snippet: notebook-stream
    try (BatchStream batches = BatchStream.ofTriplets(mnist.train().labels(), seed)) {
      Batch next = batches.next(); // 256 triplets, prepared ahead on another thread
    }
    // end
  }

  static EmbeddingModel train(TrainTestSplit mnist) {
    // snippet: notebook-train
    EmbeddingModel model = Training.recipe("classic").on(mnist.train()).seed(1).fit();
    // end
    return model;
  }

  static void readme() throws IOException {
    // snippet: readme
    TrainTestSplit mnist = DatasetCatalog.MNIST.load(DownloadListener.NONE);
    EmbeddingModel model = Training.recipe("mlp").on(mnist.train()).fit();
    Matrix embeddings = model.embed(mnist.test()); // [10000 x 64]
    model.save(Path.of("mnist.safetensors"));
    // end
  }
}
