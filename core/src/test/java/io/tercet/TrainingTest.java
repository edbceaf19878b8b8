package io.tercet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tercet.data.Dataset;
import io.tercet.data.TrainTestSplit;
import io.tercet.data.glyph.Glyphs;
import io.tercet.distance.Distance;
import io.tercet.loss.Loss;
import io.tercet.loss.LossContext;
import io.tercet.loss.LossValue;
import io.tercet.loss.Objective;
import io.tercet.loss.TripletLoss;
import io.tercet.loss.TripletMeanSquareLoss;
import io.tercet.mining.AnchorRow;
import io.tercet.mining.TripletMiner;
import io.tercet.nn.Conv2d;
import io.tercet.nn.EmbeddingGradient;
import io.tercet.nn.Encoder;
import io.tercet.nn.GlobalAveragePool2d;
import io.tercet.nn.MaxPool2d;
import io.tercet.optim.Optimizer;
import io.tercet.optim.WeightUpdater;
import io.tercet.parallel.Workers;
import io.tercet.sampling.Batch;
import io.tercet.sampling.BatchSource;
import io.tercet.sampling.ClassBalanced;
import io.tercet.sampling.Sampler;
import io.tercet.tensor.Activation;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Seed;
import io.tercet.train.ConfigException;
import io.tercet.train.EpochResult;
import io.tercet.train.TrainingControl;
import io.tercet.train.TrainingListener;
import io.tercet.train.Validation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The door to training: parts of the library and parts from outside train alike. */
class TrainingTest {
  private static final TrainTestSplit GLYPHS = glyphs();

  private static TrainTestSplit glyphs() {
    try (Workers workers = new Workers(2)) {
      return Glyphs.load(5, 1000, 200, new Seed(1), workers);
    }
  }

  private static double precision(EmbeddingModel model) {
    return Evaluation.of(model, GLYPHS.test())
        .retrieval()
        .orElseThrow()
        .atK()
        .getFirst()
        .precision();
  }

  @Test
  void arraysInTenLines() {
    float[][] features = new float[60][4];
    int[] labels = new int[60];
    for (int i = 0; i < features.length; i++) {
      labels[i] = i % 3;
      features[i] = new float[] {labels[i], 1 - labels[i], (i % 7) / 7f, (i % 5) / 5f};
    }
    EmbeddingModel model = Training.of(features, labels).epochs(5).embeddingSize(4).fit();
    double same = model.distance(model.embed(features[0]), model.embed(features[3]));
    double other = model.distance(model.embed(features[0]), model.embed(features[1]));
    assertThat(same).isLessThan(other);
  }

  @Test
  void sameSeedSameBytes() {
    Training training = Training.of(GLYPHS.train()).epochs(2).seed(7);
    float[] once = training.threads(1).fit().encoder().weights().values();
    assertThat(training.threads(3).fit().encoder().weights().values()).isEqualTo(once);
  }

  @Test
  void partsGoTogetherOrAreRefused() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> Training.of(GLYPHS.train()).loss(TripletMeanSquareLoss.defaults()).fit())
        .withMessageContaining("needs a sampler that chooses triplets");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Training.recipe("convv"))
        .withMessage("recipe: found 'convv', expected one of classic, mlp, conv, table, pml-mnist");
  }

  @Test
  void anEncoderMayEndWithoutADenseLayer() {
    EmbeddingModel model =
        Training.of(GLYPHS.train())
            .encoder(
                Conv2d.of(16, 3, Activation.RELU),
                new MaxPool2d(2),
                Conv2d.of(24, 3, Activation.LINEAR),
                new GlobalAveragePool2d())
            .batches(new ClassBalanced(5, 8))
            .epochs(1)
            .fit();
    assertThat(model.dimensions()).isEqualTo(24);
    assertThat(precision(model)).isGreaterThan(0.5);
  }

  /** Pulls examples of a class to each other and all others apart by their dot products. */
  record OwnLoss(double weight) implements Loss {
    @Override
    public Objective bind(LossContext context) {
      return new Objective() {
        @Override
        public LossValue evaluate(
            Batch batch, Matrix x, EmbeddingGradient gradient, Workers workers) {
          int d = x.columns();
          double sum = 0;
          float[] target = gradient.matrix().data();
          java.util.Arrays.fill(target, 0);
          for (int i = 0; i < batch.size(); i++) {
            for (int j = 0; j < batch.size(); j++) {
              float sign = batch.labels()[i] == batch.labels()[j] ? -1 : 0.25f;
              float scale = (float) (sign * weight / batch.size());
              for (int k = 0; k < d; k++) {
                sum += scale * x.get(i, k) * x.get(j, k);
                target[i * d + k] += 2 * scale * x.get(j, k);
              }
            }
          }
          gradient.activateNonZero(batch.size());
          return new LossValue(sum, 1);
        }

        @Override
        public String description() {
          return "own loss";
        }
      };
    }
  }

  /** The first positive with every negative. */
  record OwnMiner() implements TripletMiner {
    @Override
    public @Nullable Distance distance() {
      return null;
    }

    @Override
    public void mine(AnchorRow row, Triplets triplets) {
      for (int n = 0; n < row.negativeCount() && row.positiveCount() > 0; n++) {
        triplets.accept(0, n);
      }
    }
  }

  /** The same examples in every batch, the first of the data. */
  record OwnSampler(int rows) implements Sampler {
    @Override
    public BatchSource bind(Dataset data, Seed seed) {
      return new BatchSource() {
        @Override
        public int stepsPerEpoch() {
          return 5;
        }

        @Override
        public Batch room() {
          return Batch.ofExamples(rows);
        }

        @Override
        public void drawInto(Batch batch) {
          for (int i = 0; i < rows; i++) {
            batch.examples()[i] = i;
            batch.labels()[i] = data.label(i);
          }
        }
      };
    }
  }

  /** Plain gradient descent. */
  record Descent(double rate) implements Optimizer {
    @Override
    public WeightUpdater bind(int size) {
      return (weights, gradient, share, workers) -> {
        for (int i = 0; i < weights.length; i++) {
          weights[i] -= (float) (rate * share * gradient[i]);
        }
      };
    }
  }

  /** Ends the training after two epochs, and counts. */
  static final class TwoEpochs implements TrainingListener {
    private @Nullable TrainingControl control;
    private int epochs;

    @Override
    public void attached(TrainingControl chosen) {
      control = chosen;
    }

    @Override
    public void epochEnded(EpochResult result, Encoder encoder) {
      epochs++;
      if (epochs == 2 && control != null) {
        control.stop();
      }
    }
  }

  @Test
  void partsFromOutsideTrainAsThoseInsideDo() {
    TwoEpochs ending = new TwoEpochs();
    EmbeddingModel own =
        Training.of(GLYPHS.train())
            .loss(new OwnLoss(0.1))
            .batches(new OwnSampler(100))
            .optimizer(new Descent(0.05))
            .listener(ending)
            .epochs(50)
            .fit();
    assertThat(ending.epochs).isEqualTo(2);
    assertThat(own.provenance().epochs()).isEqualTo(2);
    assertThat(own.configuration().toString())
        .contains("{\"type\":\"OwnLoss\",\"weight\":0.1}")
        .contains("{\"type\":\"OwnSampler\",\"rows\":100}")
        .contains("{\"type\":\"Descent\",\"rate\":0.05}");
    EmbeddingModel mined =
        Training.of(GLYPHS.train())
            .loss(TripletLoss.defaults().withMiner(new OwnMiner()))
            .epochs(2)
            .fit();
    assertThat(precision(mined)).isGreaterThan(0.8);
  }

  @Test
  void validationKeepsTheBestEpochAndEndsEarly() {
    double[] values = {0.2, 0.9, 0.5, 0.6, 0.95, 1};
    List<float[]> weights = new ArrayList<>();
    try (Workers workers = new Workers(1)) {
      int[] calls = {0};
      Validation validation =
          new Validation(GLYPHS.test(), 2, embeddings -> values[calls[0]++], workers);
      Training.of(GLYPHS.train())
          .listener(validation)
          .listener(
              new TrainingListener() {
                @Override
                public void epochEnded(EpochResult result, Encoder encoder) {
                  weights.add(encoder.weights().values().clone());
                }
              })
          .epochs(6)
          .fit();
      assertThat(weights).hasSize(4); // two in turn were no better than the second
      assertThat(validation.bestEpoch()).isEqualTo(2);
      assertThat(validation.bestValue()).hasValue(0.9);
      assertThat(validation.last()).hasValue(0.6);
      assertThat(validation.endedEarly()).isTrue();
      Encoder encoder = Training.of(GLYPHS.train()).epochs(1).fit().encoder();
      validation.restoreBest(encoder);
      assertThat(encoder.weights().values()).isEqualTo(weights.get(1));
    }
  }

  @Test
  void theModelSaysWhichEpochItIsOf() {
    EmbeddingModel model =
        Training.of(GLYPHS.train()).validation(0.2).patience(1).epochs(8).seed(3).fit();
    assertThat(model.provenance().origin().get("model_of_epoch"))
        .isInstanceOfSatisfying(
            Integer.class, epoch -> assertThat(epoch).isBetween(1, model.provenance().epochs()));
  }

  @Test
  void goesOnFromAModel() {
    EmbeddingModel first = Training.of(GLYPHS.train()).epochs(2).fit();
    EmbeddingModel tuned = Training.of(GLYPHS.train()).from(first).epochs(1).fit();
    assertThat(precision(tuned)).isGreaterThan(precision(first) - 0.05);
    EmbeddingModel fresh = Training.of(GLYPHS.train()).epochs(1).fit();
    assertThat(tuned.encoder().weights().values()).isNotEqualTo(fresh.encoder().weights().values());
  }
}
