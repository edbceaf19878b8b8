package io.tercet.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.data.TrainTestSplit;
import io.tercet.data.glyph.Glyphs;
import io.tercet.eval.Evaluator;
import io.tercet.eval.VectorSource;
import io.tercet.image.Augmentation;
import io.tercet.input.EncodedDataset;
import io.tercet.loss.LossParameters;
import io.tercet.nn.Encoder;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Seed;
import io.tercet.train.LossTraits.Miners;
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
      ordered(Encoder.initial(TrainingConfig.mlp().architecture(List.of(784)), new Seed(1)));

  static List<ObjectiveSettings> objectives() {
    List<ObjectiveSettings> all = new ArrayList<>();
    for (LossKind loss : LossKind.values()) {
      if (loss.traits().ofWholeBatch()) {
        all.add(ObjectiveSettings.of(loss));
      }
    }
    for (MinerKind miner : MinerKind.values()) {
      if (!miner.isOfPairs() && miner != MinerKind.EASY) { // easy triplets have no loss
        all.add(ObjectiveChanges.of(builder -> builder.loss(LossKind.TRIPLET).miner(miner)));
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("objectives")
  void learnsAndIsReproducible(ObjectiveSettings objective) {
    TrainingConfig config = config(objective, 2);
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
    for (LossKind loss : LossKind.values()) {
      if (loss.traits().hasOwnWeights()) {
        TrainingConfig config = config(ObjectiveSettings.of(loss), 1);
        LossParameters before =
            config.objective().objective(config.objectiveContext(10)).weights().getFirst();
        LossParameters after = train(config, WORKERS).objective().weights().getFirst();
        assertThat(after.values().data()).isNotEqualTo(before.values().data());
      }
    }
  }

  @Test
  void theLateMinerComesLate() {
    ObjectiveSettings semiHard =
        ObjectiveChanges.of(builder -> builder.loss(LossKind.TRIPLET).miner(MinerKind.SEMI_HARD));
    ObjectiveSettings hardLater =
        ObjectiveChanges.of(builder ->
            builder
                .loss(LossKind.TRIPLET)
                .miner(MinerKind.SEMI_HARD)
                .lateMiner(MinerKind.BATCH_HARD, 2));
    List<EpochResult> one = train(config(semiHard, 2), WORKERS).epochs();
    List<EpochResult> two = train(config(hardLater, 2), WORKERS).epochs();
    assertThat(two.getFirst().loss()).isEqualTo(one.getFirst().loss());
    assertThat(two.getLast().loss()).isGreaterThan(one.getLast().loss());
  }

  @Test
  void aMemoryChangesTheLossAfterItsWarmUp() {
    ObjectiveSettings plain = ObjectiveChanges.of(builder -> builder.loss(LossKind.CONTRASTIVE));
    ObjectiveSettings remembering =
        ObjectiveChanges.of(builder -> builder.loss(LossKind.CONTRASTIVE).memory(500, 41));
    assertThat(remembering.loss().traits().takes()).isEqualTo(Miners.OF_PAIRS);
    List<EpochResult> one = train(config(plain, 2), WORKERS).epochs();
    List<EpochResult> two = train(config(remembering, 2), WORKERS).epochs();
    assertThat(two.getFirst().loss()).isEqualTo(one.getFirst().loss()); // 41 steps an epoch
    assertThat(two.getLast().loss()).isNotEqualTo(one.getLast().loss());
  }

  private static TrainingConfig config(ObjectiveSettings objective, int epochs) {
    TrainingConfig mlp =
        TrainingConfig.mlp().toBuilder().epochs(epochs).classesTimesExamples(8, 6).build();
    return new TrainingConfig(
        mlp.recipe(),
        mlp.layers(),
        mlp.sampler(),
        objective,
        Augmentation.NONE,
        epochs,
        mlp.adam(),
        mlp.schedule(),
        1);
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
