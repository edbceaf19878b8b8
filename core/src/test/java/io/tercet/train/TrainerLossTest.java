package io.tercet.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.data.TrainTestSplit;
import io.tercet.data.glyph.Glyphs;
import io.tercet.distance.Distance;
import io.tercet.eval.Evaluator;
import io.tercet.eval.VectorSource;
import io.tercet.input.EncodedDataset;
import io.tercet.loss.AllLosses;
import io.tercet.loss.ContrastiveLoss;
import io.tercet.loss.CrossBatchMemory;
import io.tercet.loss.Loss;
import io.tercet.loss.LossParameters;
import io.tercet.loss.MinedLoss;
import io.tercet.loss.MultiSimilarityLoss;
import io.tercet.loss.ScheduledLoss;
import io.tercet.loss.TripletLoss;
import io.tercet.mining.BatchEasyHardMiner;
import io.tercet.mining.MultiSimilarityMiner;
import io.tercet.mining.TripletMiner;
import io.tercet.nn.Encoder;
import io.tercet.parallel.Workers;
import io.tercet.sampling.ClassBalanced;
import io.tercet.tensor.Seed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every loss and every miner trains, and to the same bytes on any number of threads. */
class TrainerLossTest {
  private static final Workers WORKERS = new Workers(2);
  private static final TrainTestSplit GLYPHS = Glyphs.load(10, 2000, 500, new Seed(1), WORKERS);
  private static final double UNTRAINED =
      ordered(Encoder.initial(Recipes.mlp().architecture(List.of(784)), new Seed(1)));

  static List<Loss> losses() {
    List<Loss> all = new ArrayList<>(AllLosses.ofPairs());
    all.add(new MinedLoss(MultiSimilarityLoss.defaults(), MultiSimilarityMiner.defaults()));
    all.add(TripletLoss.softDefaults());
    all.addAll(AllLosses.withParameters());
    for (TripletMiner miner : AllLosses.tripletMiners()) {
      if (!miner.description().equals("easy")) { // easy triplets have no loss
        all.add(TripletLoss.defaults().withMiner(miner));
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("losses")
  void learnsAndIsReproducible(Loss loss) {
    TrainingConfig config = config(loss, 2);
    TrainingResult result = train(config, WORKERS);
    try (Workers alone = new Workers(1)) {
      TrainingResult same = train(config, alone);
      assertThat(same.encoder().weights().values()).isEqualTo(result.encoder().weights().values());
      for (int i = 0; i < same.objective().weights().size(); i++) {
        assertThat(same.objective().weights().get(i).values().data())
            .isEqualTo(result.objective().weights().get(i).values().data());
      }
    }
    assertThat(ordered(result.encoder())).isGreaterThan(UNTRAINED + 0.02);
  }

  @Test
  void whatTheLossLearnsItselfMoves() {
    for (Loss loss : AllLosses.withParameters()) {
      TrainingConfig config = config(loss, 1);
      LossParameters before = loss.bind(config.lossContext(10, 64)).weights().getFirst();
      LossParameters after = train(config, WORKERS).objective().weights().getFirst();
      assertThat(after.values().data()).isNotEqualTo(before.values().data());
    }
  }

  @Test
  void theLateMinerComesLate() {
    TripletLoss semiHard = TripletLoss.defaults();
    Loss hardLater =
        new ScheduledLoss(
            semiHard,
            semiHard.withMiner(BatchEasyHardMiner.batchHard(Distance.NORMALIZED_EUCLIDEAN)),
            2);
    List<EpochResult> one = train(config(semiHard, 2), WORKERS).epochs();
    List<EpochResult> two = train(config(hardLater, 2), WORKERS).epochs();
    assertThat(two.getFirst().loss()).isEqualTo(one.getFirst().loss());
    assertThat(two.getLast().loss()).isGreaterThan(one.getLast().loss());
  }

  @Test
  void aMemoryChangesTheLossAfterItsWarmUp() {
    Loss plain = ContrastiveLoss.defaults();
    Loss remembering = new CrossBatchMemory(plain, 500, 41);
    List<EpochResult> one = train(config(plain, 2), WORKERS).epochs();
    List<EpochResult> two = train(config(remembering, 2), WORKERS).epochs();
    assertThat(two.getFirst().loss()).isEqualTo(one.getFirst().loss()); // 41 steps an epoch
    assertThat(two.getLast().loss()).isNotEqualTo(one.getLast().loss());
  }

  private static TrainingConfig config(Loss loss, int epochs) {
    return Recipes.mlp().with(new ClassBalanced(8, 6), loss).withEpochs(epochs);
  }

  private static TrainingResult train(TrainingConfig config, Workers team) {
    return new Trainer(config, EncodedDataset.of(GLYPHS.train(), team), team, List.of()).train();
  }

  private static double ordered(Encoder encoder) {
    return new Evaluator(GLYPHS, new Seed(1), WORKERS)
        .score(
            VectorSource.of(encoder.embed(EncodedDataset.of(GLYPHS.train(), WORKERS), WORKERS)),
            VectorSource.of(encoder.embed(EncodedDataset.of(GLYPHS.test(), WORKERS), WORKERS)))
        .triplets()
        .orElseThrow()
        .ordered();
  }
}
