package io.tercet.app.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.distance.Distance;
import io.tercet.loss.CenterLoss;
import io.tercet.loss.CircleLoss;
import io.tercet.loss.CrossBatchMemory;
import io.tercet.loss.Loss;
import io.tercet.loss.MinedLoss;
import io.tercet.loss.Reducer;
import io.tercet.loss.ScheduledLoss;
import io.tercet.loss.SumLoss;
import io.tercet.loss.TripletLoss;
import io.tercet.loss.VarianceLoss;
import io.tercet.mining.BatchEasyHardMiner;
import io.tercet.mining.MultiSimilarityMiner;
import io.tercet.mining.TripletMarginMiner;
import io.tercet.optim.Adam;
import io.tercet.optim.ConstantRate;
import io.tercet.optim.CosineRate;
import io.tercet.optim.CosineRestarts;
import io.tercet.optim.WarmUpRate;
import io.tercet.sampling.ClassBalanced;
import io.tercet.sampling.RandomTriplets;
import io.tercet.sampling.Sampler;
import io.tercet.sampling.Shuffled;
import io.tercet.train.Recipes;
import io.tercet.train.TrainingConfig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Each flag, the component that it sets, and the default that holds without it. */
class ComponentFlagsTest {
  private final List<String> problems = new ArrayList<>();

  private Loss loss(TrainingConfig config, String... args) {
    LossOptions options = new LossOptions();
    new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(options)).parseArgs(args);
    return options.applyTo(config, new ComponentFlags(problems));
  }

  private Sampler sampler(TrainingConfig config, String... args) {
    SamplerOptions options = new SamplerOptions();
    new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(options)).parseArgs(args);
    return options.applyTo(config.sampler(), new ComponentFlags(problems), problems);
  }

  static List<String> losses() {
    return Components.losses();
  }

  @ParameterizedTest
  @MethodSource("losses")
  void aLossByItsNameHasItsDefaultsForEveryRecipe(String name) {
    for (String recipe : Recipes.names()) {
      TrainingConfig config = Recipes.find(recipe).orElseThrow();
      Loss expected =
          name.equals(Components.nameOf(config.loss()))
              ? config.loss()
              : Components.loss(name).orElseThrow();
      assertThat(loss(config, "--loss", name)).isEqualTo(expected);
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void withoutFlagsARecipeStaysAsItIs() {
    for (String recipe : Recipes.names()) {
      TrainingConfig config = Recipes.find(recipe).orElseThrow();
      assertThat(loss(config)).isEqualTo(config.loss());
      assertThat(sampler(config)).isEqualTo(config.sampler());
    }
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "mean-square, --margin, 0.7, margin",
    "batch-rms, --margin, 0.7, margin",
    "triplet, --margin, 0.7, margin",
    "soft-triplet, --margin, 0.7, margin",
    "circle, --margin, 0.7, margin",
    "lifted-structure, --margin, 0.7, margin",
    "margin, --margin, 0.7, margin",
    "learned-margin, --margin, 0.7, margin",
    "proxy-anchor, --margin, 0.7, margin",
    "arcface, --margin, 0.7, margin",
    "cosface, --margin, 0.7, margin",
    "nt-xent, --temperature, 0.7, temperature",
    "supervised-contrastive, --temperature, 0.7, temperature",
    "circle, --loss-scale, 0.7, scale",
    "proxy-anchor, --loss-scale, 0.7, scale",
    "proxy-nca, --loss-scale, 0.7, scale",
    "arcface, --loss-scale, 0.7, scale",
    "cosface, --loss-scale, 0.7, scale",
  })
  void aConstantSetsTheComponentOfItsName(
      String name, String flag, String value, String component) {
    Loss changed = loss(Recipes.mlp(), "--loss", name, flag, value);
    assertThat(problems).isEmpty();
    assertThat(RecordComponents.get(changed, component)).isEqualTo(0.7);
    Loss before = Components.loss(name).orElseThrow();
    assertThat(RecordComponents.get(before, component)).isNotEqualTo(0.7);
  }

  @Test
  void marginAndDistanceOfATripletLossAreThoseOfItsMiner() {
    TripletLoss changed =
        (TripletLoss)
            loss(
                Recipes.mlp(),
                "--loss",
                "triplet",
                "--margin",
                "0.5",
                "--distance",
                "cosine",
                "--reducer",
                "sum",
                "--swap");
    assertThat(problems).isEmpty();
    assertThat(changed)
        .isEqualTo(
            new TripletLoss(
                0.5,
                false,
                TripletMarginMiner.semiHard(0.5, Distance.COSINE),
                Distance.COSINE,
                Reducer.SUM,
                true));
    assertThat(
            loss(
                Recipes.mlp(),
                "--loss",
                "triplet",
                "--distance",
                "cosine",
                "--miner",
                "batch-hard"))
        .isEqualTo(
            TripletLoss.defaults()
                .withDistance(Distance.COSINE)
                .withMiner(BatchEasyHardMiner.batchHard(Distance.COSINE)));
  }

  @Test
  void partsGoAroundTheLossInOneOrder() {
    Loss changed =
        loss(
            Recipes.mlp(),
            "--loss",
            "triplet",
            "--late-miner",
            "batch-hard",
            "--late-miner-epoch",
            "4",
            "--memory",
            "1000",
            "--memory-warm-up",
            "7",
            "--variance-weight",
            "25");
    TripletLoss first = TripletLoss.defaults();
    TripletLoss later = first.withMiner(BatchEasyHardMiner.batchHard(first.distance()));
    assertThat(problems).isEmpty();
    assertThat(changed)
        .isEqualTo(
            new SumLoss(
                new ScheduledLoss(
                    new CrossBatchMemory(first, 1000, 7), new CrossBatchMemory(later, 1000, 7), 4),
                25,
                VarianceLoss.of(64, true)));
    TrainingConfig wrapped = Recipes.mlp().with(new ClassBalanced(10, 50), changed);
    assertThat(loss(wrapped)).isEqualTo(changed);
    assertThat(loss(wrapped, "--margin", "0.5"))
        .isEqualTo(
            new SumLoss(
                new ScheduledLoss(
                    new CrossBatchMemory(first.withMargin(0.5), 1000, 7),
                    new CrossBatchMemory(later.withMargin(0.5), 1000, 7),
                    4),
                25,
                VarianceLoss.of(64, true))); // taken apart, changed in both stages, put together
  }

  @Test
  void aLossOfPartsInAnotherOrderStaysAsItIs() {
    Loss own =
        new SumLoss(
            new SumLoss(Recipes.mlp().loss(), 0.1, new CenterLoss()), 2, new VarianceLoss(0.5));
    assertThat(loss(Recipes.mlp().withLoss(own))).isEqualTo(own);
  }

  @Test
  void distanceChangesWithSwapToo() {
    TripletLoss swapped = TripletLoss.defaults().withSwap(true);
    assertThat(loss(Recipes.mlp().withLoss(swapped), "--distance", "cosine"))
        .isEqualTo(swapped.withDistance(Distance.COSINE));
    assertThat(problems).isEmpty();
  }

  @Test
  void aPairMinerIsTheOneThatWasNamed() {
    assertThat(loss(Recipes.mlp(), "--miner", "multi-similarity"))
        .isEqualTo(
            new MinedLoss(
                (io.tercet.loss.AnchorLoss) Recipes.mlp().loss(), MultiSimilarityMiner.defaults()));
    assertThat(problems).isEmpty();
  }

  @Test
  void whatALossDoesNotUseIsRefused() {
    loss(
        Recipes.mlp(),
        "--margin",
        "0.5",
        "--loss-scale",
        "8",
        "--swap",
        "--miner",
        "batch-hard",
        "--no-normalize",
        "--late-miner-epoch",
        "3",
        "--memory-warm-up",
        "3");
    assertThat(problems)
        .containsExactly(
            "--no-normalize: goes with --distance",
            "--margin: not used by supervised-contrastive",
            "--loss-scale: not used by supervised-contrastive",
            "--swap: not used by supervised-contrastive",
            "--miner: found batch-hard, loss supervised-contrastive takes multi-similarity, or"
                + " none",
            "--late-miner-epoch: goes with --late-miner",
            "--memory-warm-up: goes with --memory");
  }

  @Test
  void valuesOutOfRangeAreToldByTheirFlags() {
    loss(
        Recipes.mlp(),
        "--loss",
        "circle",
        "--distance",
        "euclidean",
        "--loss-scale",
        "-1",
        "--memory",
        "0",
        "--center-weight",
        "NaN");
    assertThat(problems)
        .satisfiesExactly(
            line -> assertThat(line).startsWith("--distance: found "),
            line -> assertThat(line).startsWith("--loss-scale: found -1.0, expected above 0"),
            line -> assertThat(line).startsWith("--center-weight: found NaN, expected at least 0"),
            line -> assertThat(line).isEqualTo("--memory: found 0, expected at least 1"));
  }

  @Test
  void namesThatThereAreNotAreAnsweredWithThoseThatThereAre() {
    loss(Recipes.mlp(), "--loss", "tripplet", "--late-miner", "hart", "--reducer", "avg");
    assertThat(problems)
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("--loss: found 'tripplet', expected one of mean-square, "),
            line -> assertThat(line).startsWith("--reducer: found 'avg', expected one of mean, "),
            line ->
                assertThat(line)
                    .startsWith("--late-miner: found 'hart', expected one of batch-all"));
  }

  @Test
  void samplersBySizeAndName() {
    assertThat(sampler(Recipes.classic(), "--batch-size", "7")).isEqualTo(new RandomTriplets(7));
    assertThat(sampler(Recipes.mlp(), "--classes", "4", "--per-class", "3"))
        .isEqualTo(new ClassBalanced(4, 3));
    assertThat(sampler(Recipes.mlp(), "--sampler", "shuffled")).isEqualTo(new Shuffled(500));
    assertThat(sampler(Recipes.mlp(), "--sampler", "triplets")).isEqualTo(new RandomTriplets(2048));
    assertThat(sampler(Recipes.classic(), "--sampler", "p-k")).isEqualTo(new ClassBalanced(10, 50));
    assertThat(problems).isEmpty();
    sampler(Recipes.mlp(), "--per-class", "1");
    sampler(Recipes.classic(), "--batch-size", "0");
    assertThat(problems)
        .containsExactly(
            "--per-class: found 1, expected at least 2",
            "--batch-size: found 0, expected 1 to 1048576");
  }

  @Test
  void flagsOfComponents() {
    assertThat(ComponentFlags.flagOf("learningRate")).isEqualTo("--learning-rate");
    assertThat(ComponentFlags.flagOf("examplesPerClass")).isEqualTo("--per-class");
    assertThat(ComponentFlags.flagOf("margin")).isEqualTo("--margin");
    ComponentFlags flags = new ComponentFlags(problems);
    assertThat(flags.set(Adam.KERAS, "learningRate", 0.5, "adam")).isEqualTo(Adam.ofRate(0.5));
    assertThat(flags.schedule("cosine", null, Recipes.mlp().schedule()))
        .isEqualTo(new CosineRate());
    assertThat(flags.schedule("restarts", 0.1, new ConstantRate()))
        .isEqualTo(new WarmUpRate(0.1, new CosineRestarts(3, 2)));
    assertThat(flags.schedule(null, 0.2, new WarmUpRate(0.1, new CosineRate())))
        .isEqualTo(new WarmUpRate(0.2, new CosineRate()));
    assertThat(flags.set(Recipes.mlp(), "clipNorm", 0.5, "train"))
        .isEqualTo(Recipes.mlp().withClipNorm(0.5));
    assertThat(problems).isEmpty();
    flags.schedule(null, 1.5, new CosineRate());
    flags.set(Recipes.mlp(), "clipNorm", -1.0, "train");
    assertThat(problems)
        .containsExactly(
            "--warm-up: found 1.5, expected above 0 and below 1",
            "--clip-norm: found -1.0, expected above 0 and finite in float32, 1e-18 to 1e18");
    problems.clear();
    assertThat(problems).isEmpty();
  }

  @Test
  void circleKeepsItsOwnDefaults() {
    assertThat(loss(Recipes.mlp(), "--loss", "circle", "--margin", "0.3"))
        .isEqualTo(new CircleLoss(0.3, 80, Distance.COSINE, Reducer.MEAN_NON_ZERO));
  }
}
