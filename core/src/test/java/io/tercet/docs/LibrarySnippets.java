package io.tercet.docs;

import io.tercet.EmbeddingModel;
import io.tercet.Evaluation;
import io.tercet.Training;
import io.tercet.data.ArrayDataset;
import io.tercet.data.Dataset;
import io.tercet.data.Splits;
import io.tercet.data.TrainTestSplit;
import io.tercet.data.catalog.DatasetCatalog;
import io.tercet.data.catalog.DownloadListener;
import io.tercet.data.glyph.Glyphs;
import io.tercet.data.idx.IdxFolder;
import io.tercet.eval.NearestNeighbors;
import io.tercet.eval.Neighbors;
import io.tercet.eval.VectorSource;
import io.tercet.image.Augmentation;
import io.tercet.image.ImageFolder;
import io.tercet.input.EncodedDataset;
import io.tercet.loss.TripletLoss;
import io.tercet.nn.Conv2d;
import io.tercet.nn.Dense;
import io.tercet.nn.Encoder;
import io.tercet.nn.Flatten;
import io.tercet.nn.L2Normalize;
import io.tercet.nn.MaxPool2d;
import io.tercet.optim.Adam;
import io.tercet.optim.CosineRate;
import io.tercet.parallel.Workers;
import io.tercet.sampling.ClassBalanced;
import io.tercet.tensor.Activation;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Seed;
import io.tercet.train.EpochResult;
import io.tercet.train.Recipes;
import io.tercet.train.Trainer;
import io.tercet.train.TrainingConfig;
import io.tercet.train.TrainingListener;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The Java of docs/library.md. */
@SuppressWarnings({"UnusedVariable", "unused"})
final class LibrarySnippets {
  private LibrarySnippets() {}

  static void use(BufferedImage upload) throws IOException {
    // snippet: use
    try (EmbeddingModel model = EmbeddingModel.load(Path.of("model.safetensors"))) {
      float[] a = model.embed(Path.of("anna.jpg")); // decoded, turned and scaled as in training
      float[] b = model.embed(upload); // a BufferedImage
      System.out.println(model.distance(a, b));
    }
    // end
  }

  static double arrays(float[][] features, int[] labels) {
    // snippet: arrays
    EmbeddingModel model = Training.of(features, labels).epochs(5).embeddingSize(16).fit();
    float[] embedding = model.embed(features[0]);
    // end
    return embedding[0];
  }

  static Evaluation pictures(Path folder) throws IOException {
    // snippet: pictures
    Dataset faces = ImageFolder.load(Path.of("faces")); // a folder of pictures for each class
    TrainTestSplit split = Splits.byFraction("faces", faces, 0.2, new Seed(1));

    EmbeddingModel model = Training.recipe("conv").on(split.train()).named("faces").fit();
    Evaluation scores = Evaluation.of(model, split);
    scores.lines().forEach(System.out::println);
    model.save(Path.of("faces.safetensors"));
    // end
    return scores;
  }

  static EmbeddingModel parts(Dataset images) {
    // snippet: parts
    EmbeddingModel model =
        Training.of(images)
            .encoder(
                Conv2d.of(32, 3, Activation.RELU),
                new MaxPool2d(2),
                new Flatten(),
                new Dense(64, Activation.LINEAR),
                new L2Normalize())
            .batches(new ClassBalanced(10, 12)) // 10 classes, 12 examples of each
            .loss(TripletLoss.defaults().withMargin(0.3))
            .optimizer(Adam.ofRate(0.001))
            .schedule(new CosineRate())
            .augmentation(Augmentation.builder().shift(2).rotation(10).build())
            .epochs(8)
            .seed(1)
            .fit();
    // end
    return model;
  }

  static EmbeddingModel validation(Dataset images) {
    // snippet: validation
    EmbeddingModel model =
        Training.of(images)
            .validation(0.1) // a tenth of each class is held out
            .patience(3) // ends after three epochs without an improvement
            .epochs(50)
            .fit();
    Object epoch = model.provenance().origin().get("model_of_epoch");
    // end
    return model;
  }

  static EmbeddingModel tune(EmbeddingModel trained, Dataset images) {
    // snippet: tune
    EmbeddingModel tuned =
        Training.of(images).from(trained).optimizer(Adam.ofRate(0.0001)).epochs(2).fit();
    // end
    return tuned;
  }

  static EmbeddingModel listen(Dataset images) {
    // snippet: listener
    TrainingListener progress =
        new TrainingListener() {
          @Override
          public void epochEnded(EpochResult result, Encoder encoder) {
            System.out.printf("epoch %d: loss %.4f%n", result.epoch(), result.loss());
          }
        };
    EmbeddingModel model = Training.of(images).listener(progress).epochs(3).fit();
    // end
    return model;
  }

  static double figures(EmbeddingModel model, TrainTestSplit split) {
    // snippet: evaluate
    Evaluation scores = Evaluation.of(model, split);
    double precisionAt1 = scores.retrieval().orElseThrow().precisionAt1();
    double threshold = scores.verification().orElseThrow().bestThreshold();
    scores.leftOut().forEach(System.out::println); // what the data cannot show, and why
    // end
    return precisionAt1 + threshold;
  }

  static void search(EmbeddingModel model, Dataset queries, Dataset gallery) {
    // snippet: search
    try (Workers workers = Workers.all()) {
      VectorSource reference = VectorSource.of(model.embed(gallery, workers));
      VectorSource wanted = VectorSource.of(model.embed(queries, workers));
      Neighbors nearest = NearestNeighbors.search(wanted, reference, 10, workers);
      System.out.println(gallery.id(nearest.index(0, 0))); // the best match of the first query
    }
    // end
  }

  static Dataset data(float[][] features, int[] labels, Workers workers) throws IOException {
    // snippet: data
    Dataset arrays = ArrayDataset.of(Matrix.of(features), labels);
    Dataset pictures = ImageFolder.load(Path.of("faces"));
    TrainTestSplit mnist = DatasetCatalog.MNIST.load(DownloadListener.NONE);
    TrainTestSplit idx = IdxFolder.read("mine", Path.of("folder-of-idx-files"));
    TrainTestSplit glyphs = Glyphs.load(Glyphs.DIGITS, new Seed(1), workers);
    // end
    return arrays;
  }

  static TrainTestSplit cuts(Dataset all) {
    // snippet: cuts
    TrainTestSplit known = Splits.byFraction("faces", all, 0.2, new Seed(1));
    TrainTestSplit unseen = Splits.byClasses("faces", all, all, 0.3, new Seed(1));
    // end
    return unseen;
  }

  static TrainingConfig config() {
    // snippet: config
    TrainingConfig config =
        Recipes.mlp()
            .withLoss(TripletLoss.defaults().withMargin(0.3))
            .withSampler(new ClassBalanced(10, 20))
            .withEpochs(20)
            .withSeed(7);
    // end
    return config;
  }

  static void low(TrainTestSplit split) {
    // snippet: low-level
    try (Workers workers = Workers.all()) {
      EncodedDataset train = EncodedDataset.of(split.train(), workers);
      Trainer trainer = new Trainer(Recipes.classic(), train, workers, List.of());
      Matrix embeddings = trainer.train().encoder().embed(train, workers); // [n x 64]
    }
    // end
  }
}
