package io.tercet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tercet.data.DataException;
import io.tercet.data.Dataset;
import io.tercet.data.Splits;
import io.tercet.data.TrainTestSplit;
import io.tercet.data.glyph.Glyphs;
import io.tercet.distance.Distance;
import io.tercet.image.Augmentation;
import io.tercet.input.EncodedDataset;
import io.tercet.loss.CenterLoss;
import io.tercet.loss.CrossBatchMemory;
import io.tercet.loss.LearnedMarginLoss;
import io.tercet.loss.Loss;
import io.tercet.loss.LossContext;
import io.tercet.loss.LossValue;
import io.tercet.loss.MultiSimilarityLoss;
import io.tercet.loss.Objective;
import io.tercet.loss.ProxyAnchorLoss;
import io.tercet.loss.ScheduledLoss;
import io.tercet.loss.SumLoss;
import io.tercet.loss.SupervisedContrastiveLoss;
import io.tercet.loss.TripletLoss;
import io.tercet.loss.VarianceLoss;
import io.tercet.mining.RandomMiner;
import io.tercet.nn.Dense;
import io.tercet.nn.Dropout;
import io.tercet.nn.EmbeddingGradient;
import io.tercet.nn.Encoder;
import io.tercet.nn.L2Normalize;
import io.tercet.optim.Adam;
import io.tercet.optim.CosineRate;
import io.tercet.optim.CosineRestarts;
import io.tercet.optim.WarmUpRate;
import io.tercet.parallel.Workers;
import io.tercet.sampling.Batch;
import io.tercet.sampling.ClassBalanced;
import io.tercet.sampling.RandomTriplets;
import io.tercet.sampling.Shuffled;
import io.tercet.tensor.Activation;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A training that is interrupted after any step ends with the bytes of one that was not. */
class ResumedTrainingTest {
  private static final TrainTestSplit GLYPHS;

  static {
    try (Workers workers = new Workers(1)) {
      GLYPHS = Glyphs.load(10, 200, 10, new Seed(1), workers);
    }
  }

  @TempDir private Path folder = Path.of("");

  static List<TrainingConfig> configurations() {
    TrainingConfig mlp =
        Recipes.mlp()
            .withLayers(
                List.of(
                    new Dense(20, Activation.RELU),
                    new Dropout(0.3),
                    new Dense(8, Activation.LINEAR),
                    new L2Normalize()))
            .withSampler(new ClassBalanced(5, 8))
            .withSchedule(new CosineRate())
            .withEpochs(2);
    TrainingConfig triplets =
        mlp.withLoss(TripletLoss.defaults().withMiner(new RandomMiner(3, 1000)));
    List<TrainingConfig> all = new ArrayList<>();
    all.add(Recipes.classic().withSampler(new RandomTriplets(40)).withEpochs(2));
    all.add(mlp);
    all.add(Recipes.conv().withSampler(new ClassBalanced(5, 6)).withEpochs(2));
    all.add(Recipes.pmlMnist().withSampler(new Shuffled(50)).withEpochs(2));
    all.add(triplets);
    all.add(mlp.withAugmentation(Augmentation.builder().shift(2).rotation(10).build()));
    all.add(mlp.withClipNorm(0.05).withSchedule(new WarmUpRate(0.3, CosineRestarts.defaults())));
    all.add(mlp.withOptimizer(new Adam(0.01, 0.9, 0.999, 1e-7, 0.1)));
    for (Loss loss :
        List.of(
            ProxyAnchorLoss.defaults(),
            new LearnedMarginLoss(0.2, 1.2, Distance.NORMALIZED_EUCLIDEAN),
            new SumLoss(SupervisedContrastiveLoss.defaults(), 0.3, new CenterLoss()),
            new SumLoss(TripletLoss.defaults(), 0.5, VarianceLoss.of(8, true)),
            new ScheduledLoss(triplets.loss(), TripletLoss.defaults().withSwap(true), 2),
            new CrossBatchMemory(MultiSimilarityLoss.defaults(), 100, 3),
            new CrossBatchMemory(SupervisedContrastiveLoss.defaults(), 45, 0))) {
      all.add(mlp.withLoss(loss));
    }
    return all;
  }

  /** Keeps the state after each step, counted over all epochs from 1, and after the first epoch. */
  private static final class Keeper implements TrainingListener {
    private final int stopAt;
    private final Map<Integer, TrainingState> kept = new TreeMap<>();
    private @Nullable TrainingControl control;
    private int steps;

    /**
     * @param stopAt stops the training after that step; 0 for never
     */
    Keeper(int stopAt) {
      this.stopAt = stopAt;
    }

    @Override
    public void attached(TrainingControl chosen) {
      control = chosen;
    }

    @Override
    public void stepEnded(int epoch, int step, LossValue loss) {
      steps++;
      if (steps == stopAt) {
        Objects.requireNonNull(control).stop();
      } else if (stopAt == 0) {
        kept.put(steps, Objects.requireNonNull(control).state());
      }
    }

    @Override
    public void trainingStopping() {
      kept.put(steps, Objects.requireNonNull(control).state());
    }

    @Override
    public void epochEnded(EpochResult result, Encoder encoder) {
      if (stopAt == 0 && result.epoch() == 1) {
        kept.put(0, Objects.requireNonNull(control).state());
      }
    }

    TrainingState kept(int step) {
      return Objects.requireNonNull(kept.get(step));
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Trained(float[] weights, List<float[]> ofLoss, List<Double> losses, int steps) {
    static Trained of(TrainingResult result) {
      return new Trained(
          result.encoder().weights().values(),
          result.objective().weights().stream().map(each -> each.values().data()).toList(),
          result.epochs().stream().map(EpochResult::loss).toList(),
          result.stepsPerEpoch() * result.epochs().size());
    }

    void requireSame(Trained other) {
      assertThat(weights).isEqualTo(other.weights);
      assertThat(losses).isEqualTo(other.losses);
      assertThat(ofLoss).hasSameSizeAs(other.ofLoss);
      for (int i = 0; i < ofLoss.size(); i++) {
        assertThat(ofLoss.get(i)).isEqualTo(other.ofLoss.get(i));
      }
    }
  }

  private static Trained train(TrainingConfig config, int threads, TrainingListener listener) {
    try (Workers workers = new Workers(threads)) {
      EncodedDataset data = EncodedDataset.of(GLYPHS.train(), workers);
      return Trained.of(new Trainer(config, data, workers, List.of(listener)).train());
    }
  }

  private static Trained resume(TrainingConfig config, TrainingState from, int threads) {
    try (Workers workers = new Workers(threads)) {
      EncodedDataset data = EncodedDataset.of(GLYPHS.train(), workers);
      return Trained.of(Trainer.resumed(config, data, from, workers, List.of()).train());
    }
  }

  private TrainingState onDisk(TrainingState state) throws IOException {
    Path file = folder.resolve("checkpoint.safetensors");
    state.write(file);
    return TrainingState.read(file);
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void endsWithTheSameBytesFromAnyStep(TrainingConfig config) throws IOException {
    Keeper keeper = new Keeper(0);
    Trained straight = train(config, 2, keeper);
    assertThat(keeper.steps).isGreaterThanOrEqualTo(4);
    int half = keeper.steps / 2;
    for (int at : new int[] {0, 1, half, half + 1, keeper.steps}) {
      resume(config, onDisk(keeper.kept(at)), 1 + at % 3).requireSame(straight);
    }
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void endsWithTheSameBytesAfterItWasStopped(TrainingConfig config) throws IOException {
    Trained straight = train(config, 1, new TrainingListener() {});
    for (int at : new int[] {3, straight.steps() / 2}) {
      Keeper stopped = new Keeper(at);
      train(config, 2, stopped);
      resume(config, onDisk(stopped.kept(at)), 1).requireSame(straight);
    }
  }

  @Test
  void validationKeepsItsBestEpochAndItsEnd() throws IOException {
    TrainingConfig config = configurations().get(1).withEpochs(12);
    TrainTestSplit split = Splits.byFraction("glyphs", GLYPHS.train(), 0.3, new Seed(1));
    try (Workers workers = new Workers(2)) {
      EncodedDataset data = EncodedDataset.of(split.train(), workers);
      Validation straight = falling(split.test(), workers);
      TrainingResult expected = new Trainer(config, data, workers, List.of(straight)).train();
      assertThat(straight.endedEarly()).isTrue();
      straight.restoreBest(expected.encoder());

      for (int epoch = 1; epoch <= straight.bestEpoch() + 2; epoch++) {
        Validation first = falling(split.test(), workers);
        StateAtEpoch kept = new StateAtEpoch(epoch, first);
        new Trainer(config, data, workers, List.of(first, kept)).train();
        TrainingState state = onDisk(kept.kept());
        Validation then = falling(split.test(), workers);
        then.restoreState(state.values().part("validation"));
        TrainingResult result =
            Trainer.resumed(config, data, state, workers, List.of(then)).train();
        assertThat(then.endedEarly()).isTrue();
        assertThat(then.bestEpoch()).isEqualTo(straight.bestEpoch());
        assertThat(result.epochs()).hasSameSizeAs(expected.epochs());
        then.restoreBest(result.encoder());
        assertThat(result.encoder().weights().values())
            .isEqualTo(expected.encoder().weights().values());
      }
    }
  }

  /** Best in the epoch whose first coordinate is largest, whatever that means. */
  private static Validation falling(Dataset examples, Workers workers) {
    return new Validation(examples, 2, embeddings -> (double) embeddings.data()[0], workers);
  }

  private static final class StateAtEpoch implements TrainingListener {
    private final int epoch;
    private final Validation validation;
    private @Nullable TrainingControl control;
    private @Nullable TrainingState kept;

    StateAtEpoch(int epoch, Validation validation) {
      this.epoch = epoch;
      this.validation = validation;
    }

    @Override
    public void attached(TrainingControl chosen) {
      control = chosen;
    }

    @Override
    public void epochEnded(EpochResult result, Encoder encoder) {
      if (result.epoch() == epoch && control != null) {
        kept = control.state();
        validation.saveState(kept.values().part("validation"));
      }
    }

    TrainingState kept() {
      return Objects.requireNonNull(kept);
    }
  }

  @Test
  void refusesAStateOfAnotherTraining() {
    TrainingConfig config = configurations().get(1);
    Keeper keeper = new Keeper(0);
    train(config, 1, keeper);
    TrainingState state = keeper.kept(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> resume(Recipes.classic(), state, 1))
        .withMessageContaining("saved state: encoder has");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> resume(config.withLoss(ProxyAnchorLoss.defaults()), state, 1))
        .withMessageContaining("saved state: has no loss0");
  }

  /** A loss of a user's own that says nothing of its state. */
  private record Own() implements Loss {
    @Override
    public Objective bind(LossContext context) {
      Objective inner = SupervisedContrastiveLoss.defaults().bind(context);
      return new Objective() {
        @Override
        public LossValue evaluate(
            Batch batch, Matrix embeddings, EmbeddingGradient gradient, Workers workers) {
          return inner.evaluate(batch, embeddings, gradient, workers);
        }

        @Override
        public String description() {
          return "own";
        }
      };
    }
  }

  @Test
  void namesALossThatDoesNotSaveItsState() {
    TrainingConfig config = configurations().get(1).withLoss(new Own());
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> train(config, 1, new Keeper(0)))
        .withMessageContaining("ResumedTrainingTest$Own")
        .withMessageContaining("does not override saveState");
  }

  @Test
  void aDamagedFileIsRefusedInOneLine() throws IOException {
    Keeper keeper = new Keeper(0);
    train(configurations().get(1), 1, keeper);
    Path file = folder.resolve("checkpoint.safetensors");
    keeper.kept(1).write(file);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length += 97) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(() -> TrainingState.read(file))
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }
  }
}
