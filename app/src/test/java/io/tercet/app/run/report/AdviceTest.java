package io.tercet.app.run.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.distance.Distance;
import io.tercet.loss.SumLoss;
import io.tercet.loss.TripletLoss;
import io.tercet.loss.VarianceLoss;
import io.tercet.mining.BatchEasyHardMiner;
import io.tercet.mining.TripletMiner;
import io.tercet.sampling.RandomTriplets;
import io.tercet.train.Recipes;
import io.tercet.train.TrainingConfig;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Advice is something that the training can take, and has not taken. */
class AdviceTest {
  private static final TripletMiner BATCH_HARD =
      BatchEasyHardMiner.batchHard(Distance.NORMALIZED_EUCLIDEAN);

  private static TrainingConfig triplets(TripletMiner miner) {
    return Recipes.mlp().withLoss(TripletLoss.defaults().withMiner(miner));
  }

  @Test
  void minersAreForLossesThatTakeThem() {
    assertThat(new Advice(triplets(BATCH_HARD)).afterCollapse())
        .contains("--miner semi-hard or easy-positive")
        .contains("--late-miner")
        .contains("--variance-weight 25")
        .contains("a smaller --learning-rate than 0.001");
    assertThat(new Advice(triplets(TripletLoss.defaults().miner())).afterCollapse())
        .contains("--miner easy-positive,")
        .doesNotContain("semi-hard");
    assertThat(new Advice(Recipes.mlp()).afterCollapse())
        .doesNotContain("miner")
        .contains("--variance-weight 25");
    assertThat(new Advice(Recipes.classic()).afterCollapse())
        .doesNotContain("miner")
        .doesNotContain("variance")
        .contains("--recipe mlp");
    TrainingConfig varied =
        Recipes.mlp().withLoss(new SumLoss(Recipes.mlp().loss(), 25, VarianceLoss.of(64, true)));
    assertThat(new Advice(varied).afterCollapse()).doesNotContain("variance");
  }

  @Test
  void randomTripletsAreBlamedWhereThereWereSome() {
    assertThat(new Advice(Recipes.classic()).whereRawIsBetter())
        .contains("random triplets")
        .contains("--recipe mlp")
        .contains("more than 10 --epochs");
    for (TrainingConfig other : new TrainingConfig[] {Recipes.mlp(), Recipes.conv()}) {
      assertThat(new Advice(other).whereRawIsBetter())
          .doesNotContain("random triplets")
          .doesNotContain("--recipe");
    }
  }

  @Test
  void fewStepsAreSaidWithWhatGivesMore() {
    Advice classic = new Advice(Recipes.classic());
    assertThat(classic.aboutSteps(234, 60_000)).isEmpty();
    assertThat(classic.aboutSteps(10, 2600)).isEmpty();
    assertThat(classic.aboutSteps(1, 120).orElseThrow())
        .startsWith("Only 10 steps of training, 1 an epoch")
        .endsWith("try --batch-size 12, or --epochs 500.");
    assertThat(new Advice(Recipes.mlp()).aboutSteps(1, 300).orElseThrow())
        .endsWith("try --per-class 3, or --epochs 500.");
    TrainingConfig small = Recipes.classic().withSampler(new RandomTriplets(2)).withEpochs(1);
    assertThat(new Advice(small).aboutSteps(1, 3).orElseThrow())
        .startsWith("Only 1 step of")
        .endsWith("try --epochs 500.");
  }

  @Test
  void theModelFileTellsTheConfiguration() {
    JsonMapper json = JsonMapper.builder().build();
    TrainingConfig config = triplets(BATCH_HARD);
    assertThat(Advice.of(json.valueToTree(config))).contains(new Advice(config));
    assertThat(Advice.of(json.createObjectNode().put("epochs", 3))).isEmpty();
  }
}
