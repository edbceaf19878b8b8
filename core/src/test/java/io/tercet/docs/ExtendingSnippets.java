package io.tercet.docs;

import io.tercet.EmbeddingModel;
import io.tercet.Training;
import io.tercet.data.Dataset;
import io.tercet.distance.Distance;
import io.tercet.loss.AnchorContext;
import io.tercet.loss.AnchorLoss;
import io.tercet.loss.Loss;
import io.tercet.loss.LossContext;
import io.tercet.loss.LossValue;
import io.tercet.loss.Objective;
import io.tercet.loss.Reducer;
import io.tercet.loss.TripletLoss;
import io.tercet.mining.AnchorRow;
import io.tercet.mining.PairMiner;
import io.tercet.mining.PairSelection;
import io.tercet.mining.TripletMiner;
import io.tercet.nn.EmbeddingGradient;
import io.tercet.nn.Encoder;
import io.tercet.optim.LearningRateSchedule;
import io.tercet.optim.Optimizer;
import io.tercet.optim.WeightUpdater;
import io.tercet.parallel.Workers;
import io.tercet.sampling.Batch;
import io.tercet.sampling.BatchSource;
import io.tercet.sampling.Sampler;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Seed;
import io.tercet.train.EpochResult;
import io.tercet.train.TrainingControl;
import io.tercet.train.TrainingListener;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The Java of docs/extending.md; {@link DocsSnippetsTest} trains with all of it. */
final class ExtendingSnippets {
  private ExtendingSnippets() {}

  // snippet: anchor-loss
  /** Squared distance of positive pairs, squared hinge of negative pairs. */
  record SquaredContrastive(double margin, Distance distance, Reducer reducer)
      implements AnchorLoss {

    @Override
    public void evaluate(AnchorContext terms) {
      AnchorRow row = terms.row();
      for (int i = 0; i < row.positiveCount(); i++) {
        double d = row.positives()[i];
        terms.positives().add(d * d);
        terms.positiveGradients()[i] = (float) (2 * d);
      }
      for (int i = 0; i < row.negativeCount(); i++) {
        double missing = Math.max(margin - row.negatives()[i], 0);
        terms.positives().add(missing * missing);
        terms.negativeGradients()[i] = (float) (-2 * missing);
      }
    }
  }

  // end

  // snippet: loss
  /** Pulls each embedding towards the origin: the mean of |x|^2, times a weight. */
  record Shrink(double weight) implements Loss {

    @Override
    public Objective bind(LossContext context) {
      return new Objective() {
        @Override
        public LossValue evaluate(
            Batch batch, Matrix x, EmbeddingGradient gradient, Workers workers) {
          double sum = 0;
          float scale = (float) (2 * weight / batch.size());
          for (int i = 0; i < batch.size(); i++) {
            for (int j = 0; j < x.columns(); j++) {
              sum += (double) x.get(i, j) * x.get(i, j);
              gradient.matrix().set(i, j, scale * x.get(i, j));
            }
          }
          gradient.activateNonZero(batch.size());
          return new LossValue(weight * sum / batch.size(), 1);
        }

        @Override
        public String description() {
          return "mean squared length, weight " + weight;
        }
      };
    }
  }

  // end

  // snippet: triplet-miner
  /** For each positive the negative that is nearest to the anchor. */
  record NearestNegative(Distance distance) implements TripletMiner {

    @Override
    public void mine(AnchorRow row, Triplets triplets) {
      int nearest = -1;
      for (int n = 0; n < row.negativeCount(); n++) {
        float[] negatives = row.negatives();
        if (nearest < 0 || row.sign() * negatives[n] < row.sign() * negatives[nearest]) {
          nearest = n;
        }
      }
      for (int p = 0; nearest >= 0 && p < row.positiveCount(); p++) {
        triplets.accept(p, nearest);
      }
    }
  }

  // end

  // snippet: pair-miner
  /** All positive pairs, and those negative pairs that are nearer than a limit. */
  record Within(float limit, Distance distance) implements PairMiner {

    @Override
    public void mine(AnchorRow row, PairSelection selection) {
      for (int p = 0; p < row.positiveCount(); p++) {
        selection.addPositive(p);
      }
      for (int n = 0; n < row.negativeCount(); n++) {
        if (row.sign() * row.negatives()[n] < row.sign() * limit) {
          selection.addNegative(n);
        }
      }
    }
  }

  // end

  // snippet: sampler
  /** Random examples, with replacement. */
  record RandomExamples(int rows, int stepsPerEpoch) implements Sampler {

    @Override
    public BatchSource bind(Dataset data, Seed seed) {
      RandomGenerator random = seed.stream("random-examples");
      return new BatchSource() {
        @Override
        public int stepsPerEpoch() {
          return stepsPerEpoch;
        }

        @Override
        public Batch room() {
          return Batch.ofExamples(rows);
        }

        @Override
        public void drawInto(Batch batch) {
          for (int i = 0; i < batch.size(); i++) {
            batch.examples()[i] = random.nextInt(data.size());
            batch.labels()[i] = data.label(batch.examples()[i]);
          }
        }
      };
    }
  }

  // end

  // snippet: optimizer
  /** Gradient descent with momentum. */
  record Momentum(double learningRate, double momentum) implements Optimizer {

    @Override
    public WeightUpdater bind(int size) {
      float[] velocity = new float[size];
      return (weights, gradient, share, workers) -> {
        for (int i = 0; i < size; i++) {
          velocity[i] = (float) (momentum * velocity[i] + gradient[i]);
          weights[i] -= (float) (learningRate * share * velocity[i]);
        }
      };
    }
  }

  // end

  // snippet: schedule
  /** From all of the learning rate to nothing in a line. */
  record LinearRate() implements LearningRateSchedule {

    @Override
    public double share(double t) {
      return 1 - t;
    }
  }

  // end

  // snippet: listener
  /** Ends the training once an epoch's loss is low enough. */
  static final class StopBelow implements TrainingListener {
    private final double loss;
    private @Nullable TrainingControl control;

    StopBelow(double loss) {
      this.loss = loss;
    }

    @Override
    public void attached(TrainingControl training) {
      control = training;
    }

    @Override
    public void epochEnded(EpochResult result, Encoder encoder) {
      if (control != null && result.loss() < loss) {
        control.stop();
      }
    }
  }

  // end

  // snippet: dataset
  /** Texts as counts of their letters. */
  record LetterCounts(List<String> texts, List<String> classNames, List<Integer> classes)
      implements Dataset {

    @Override
    public int size() {
      return texts.size();
    }

    @Override
    public List<Integer> shape() {
      return List.of(26);
    }

    @Override
    public int label(int index) {
      return classes.get(index);
    }

    @Override
    public void read(int index, float[] destination, int offset) {
      Arrays.fill(destination, offset, offset + 26, 0);
      texts
          .get(index)
          .chars()
          .filter(c -> c >= 'a' && c <= 'z')
          .forEach(c -> destination[offset + c - 'a'] += 0.1f);
    }
  }

  // end

  static EmbeddingModel train(Dataset data) {
    // snippet: all
    EmbeddingModel model =
        Training.of(data)
            .batches(new RandomExamples(100, 20))
            .loss(TripletLoss.defaults().withMiner(new NearestNegative(Distance.EUCLIDEAN)))
            .optimizer(new Momentum(0.05, 0.9))
            .schedule(new LinearRate())
            .listener(new StopBelow(0.01))
            .epochs(5)
            .fit();
    // end
    return model;
  }
}
