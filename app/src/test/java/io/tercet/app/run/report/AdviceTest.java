package io.tercet.app.run.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.train.LossKind;
import io.tercet.train.MinerKind;
import io.tercet.train.Recipes;
import io.tercet.train.TrainingConfig;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Advice is something that the training can take, and has not taken. */
class AdviceTest {
  private static TrainingConfig triplets(MinerKind miner) {
    return TrainingConfig.mlp().toBuilder().loss(LossKind.TRIPLET).miner(miner).build();
  }

  @Test
  void minersAreForLossesThatTakeThem() {
    assertThat(new Advice(triplets(MinerKind.BATCH_HARD)).afterCollapse())
        .contains("--miner semi-hard or easy-positive")
        .contains("--late-miner")
        .contains("--variance-weight 25")
        .contains("a smaller --learning-rate than 0.001");
    assertThat(new Advice(triplets(MinerKind.SEMI_HARD)).afterCollapse())
        .contains("--miner easy-positive,")
        .doesNotContain("semi-hard");
    assertThat(new Advice(TrainingConfig.mlp()).afterCollapse())
        .doesNotContain("miner")
        .contains("--variance-weight 25");
    assertThat(new Advice(TrainingConfig.classic()).afterCollapse())
        .doesNotContain("miner")
        .doesNotContain("variance")
        .contains("--recipe mlp");
    TrainingConfig varied = TrainingConfig.mlp().toBuilder().varianceWeight(25).build();
    assertThat(new Advice(varied).afterCollapse()).doesNotContain("variance");
  }

  @Test
  void randomTripletsAreBlamedWhereThereWereSome() {
    assertThat(new Advice(TrainingConfig.classic()).whereRawIsBetter())
        .contains("random triplets")
        .contains("--recipe mlp")
        .contains("more than 10 --epochs");
    for (TrainingConfig other : new TrainingConfig[] {TrainingConfig.mlp(), Recipes.conv()}) {
      assertThat(new Advice(other).whereRawIsBetter())
          .doesNotContain("random triplets")
          .doesNotContain("--recipe");
    }
  }

  @Test
  void fewStepsAreSaidWithWhatGivesMore() {
    Advice classic = new Advice(TrainingConfig.classic());
    assertThat(classic.aboutSteps(234, 60_000)).isEmpty();
    assertThat(classic.aboutSteps(10, 2600)).isEmpty();
    assertThat(classic.aboutSteps(1, 120).orElseThrow())
        .startsWith("Only 10 steps of training, 1 an epoch")
        .endsWith("try --batch-size 12, or --epochs 500.");
    assertThat(new Advice(TrainingConfig.mlp()).aboutSteps(1, 300).orElseThrow())
        .endsWith("try --per-class 3, or --epochs 500.");
    TrainingConfig small = TrainingConfig.classic().toBuilder().batchSize(2).epochs(1).build();
    assertThat(new Advice(small).aboutSteps(1, 3).orElseThrow())
        .startsWith("Only 1 step of")
        .endsWith("try --epochs 500.");
  }

  @Test
  void theModelFileTellsTheConfiguration() {
    JsonMapper json = JsonMapper.builder().build();
    TrainingConfig config = triplets(MinerKind.BATCH_HARD);
    assertThat(Advice.of(json.valueToTree(config))).contains(new Advice(config));
    assertThat(Advice.of(json.createObjectNode().put("epochs", 3))).isEmpty();
  }
}
