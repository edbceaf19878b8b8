package io.tercet.app.cli.option;

import io.tercet.distance.Distance;
import io.tercet.loss.ArcFaceLoss;
import io.tercet.loss.CircleLoss;
import io.tercet.loss.ContrastiveLoss;
import io.tercet.loss.CosFaceLoss;
import io.tercet.loss.FastApLoss;
import io.tercet.loss.LearnedMarginLoss;
import io.tercet.loss.LiftedStructureLoss;
import io.tercet.loss.Loss;
import io.tercet.loss.MarginLoss;
import io.tercet.loss.MinedLoss;
import io.tercet.loss.MultiSimilarityLoss;
import io.tercet.loss.NtXentLoss;
import io.tercet.loss.ProxyAnchorLoss;
import io.tercet.loss.ProxyNcaLoss;
import io.tercet.loss.SupervisedContrastiveLoss;
import io.tercet.loss.TripletBatchRmsLoss;
import io.tercet.loss.TripletLoss;
import io.tercet.loss.TripletMeanSquareLoss;
import io.tercet.mining.BatchAllMiner;
import io.tercet.mining.BatchEasyHardMiner;
import io.tercet.mining.DistanceWeightedMiner;
import io.tercet.mining.Hardness;
import io.tercet.mining.MultiSimilarityMiner;
import io.tercet.mining.PairMiner;
import io.tercet.mining.RandomMiner;
import io.tercet.mining.TripletDifficulty;
import io.tercet.mining.TripletMarginMiner;
import io.tercet.mining.TripletMiner;
import io.tercet.optim.ConstantRate;
import io.tercet.optim.CosineRate;
import io.tercet.optim.CosineRestarts;
import io.tercet.optim.LearningRateSchedule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The names that people type for losses, miners and schedules, and what each of them makes. */
final class Components {
  private static final Map<String, Supplier<Loss>> LOSSES = new LinkedHashMap<>();
  private static final Map<String, TripletMinerOf> TRIPLET_MINERS = new LinkedHashMap<>();
  private static final Map<String, Supplier<PairMiner>> PAIR_MINERS = new LinkedHashMap<>();
  private static final Map<String, Supplier<LearningRateSchedule>> SCHEDULES =
      new LinkedHashMap<>();

  static {
    LOSSES.put("mean-square", TripletMeanSquareLoss::defaults);
    LOSSES.put("batch-rms", TripletBatchRmsLoss::defaults);
    LOSSES.put("triplet", TripletLoss::defaults);
    LOSSES.put("soft-triplet", TripletLoss::softDefaults);
    LOSSES.put("contrastive", ContrastiveLoss::defaults);
    LOSSES.put("nt-xent", NtXentLoss::defaults);
    LOSSES.put("n-pairs", NtXentLoss::nPairs);
    LOSSES.put("supervised-contrastive", SupervisedContrastiveLoss::defaults);
    LOSSES.put(
        "multi-similarity",
        () -> new MinedLoss(MultiSimilarityLoss.defaults(), MultiSimilarityMiner.defaults()));
    LOSSES.put("circle", CircleLoss::defaults);
    LOSSES.put("lifted-structure", LiftedStructureLoss::defaults);
    LOSSES.put("margin", MarginLoss::defaults);
    LOSSES.put("learned-margin", LearnedMarginLoss::defaults);
    LOSSES.put("fast-ap", FastApLoss::defaults);
    LOSSES.put("proxy-anchor", ProxyAnchorLoss::defaults);
    LOSSES.put("proxy-nca", ProxyNcaLoss::defaults);
    LOSSES.put("arcface", ArcFaceLoss::defaults);
    LOSSES.put("cosface", CosFaceLoss::defaults);

    TRIPLET_MINERS.put("batch-all", (margin, distance) -> new BatchAllMiner());
    TRIPLET_MINERS.put("batch-hard", (margin, distance) -> BatchEasyHardMiner.batchHard(distance));
    TRIPLET_MINERS.put("semi-hard", byMargin(TripletDifficulty.SEMI_HARD));
    TRIPLET_MINERS.put("hard", byMargin(TripletDifficulty.HARD));
    TRIPLET_MINERS.put("easy", byMargin(TripletDifficulty.EASY));
    TRIPLET_MINERS.put("easy-positive", byHardness(Hardness.EASY, Hardness.SEMI_HARD));
    TRIPLET_MINERS.put("easy-positive-hard-negative", byHardness(Hardness.EASY, Hardness.HARD));
    TRIPLET_MINERS.put(
        "hard-positive-semi-hard-negative", byHardness(Hardness.HARD, Hardness.SEMI_HARD));
    TRIPLET_MINERS.put("distance-weighted", (margin, distance) -> DistanceWeightedMiner.defaults());
    TRIPLET_MINERS.put("random", (margin, distance) -> RandomMiner.defaults());

    PAIR_MINERS.put("multi-similarity", MultiSimilarityMiner::defaults);

    SCHEDULES.put("constant", ConstantRate::new);
    SCHEDULES.put("cosine", CosineRate::new);
    SCHEDULES.put("restarts", CosineRestarts::defaults);
  }

  private Components() {}

  /** A triplet miner with the margin and the distance of its loss. */
  @FunctionalInterface
  interface TripletMinerOf {
    TripletMiner make(double margin, Distance distance);
  }

  private static TripletMinerOf byMargin(TripletDifficulty rule) {
    return (margin, distance) -> new TripletMarginMiner(rule, (float) margin, distance);
  }

  private static TripletMinerOf byHardness(Hardness positive, Hardness negative) {
    return (margin, distance) -> new BatchEasyHardMiner(positive, negative, distance);
  }

  static List<String> losses() {
    return List.copyOf(LOSSES.keySet());
  }

  static List<String> miners() {
    List<String> names = new ArrayList<>(TRIPLET_MINERS.keySet());
    names.addAll(PAIR_MINERS.keySet());
    return names;
  }

  static List<String> schedules() {
    return List.copyOf(SCHEDULES.keySet());
  }

  /** The loss of that name with its defaults. */
  static Optional<Loss> loss(String name) {
    return Optional.ofNullable(LOSSES.get(name)).map(Supplier::get);
  }

  static @Nullable TripletMinerOf tripletMiner(String name) {
    return TRIPLET_MINERS.get(name);
  }

  static Optional<PairMiner> pairMiner(String name) {
    return Optional.ofNullable(PAIR_MINERS.get(name)).map(Supplier::get);
  }

  static Optional<LearningRateSchedule> schedule(String name) {
    return Optional.ofNullable(SCHEDULES.get(name)).map(Supplier::get);
  }

  /**
   * The name under which a loss is made, whatever its constants; its class's where there is none.
   */
  static String nameOf(Loss loss) {
    return LOSSES.entrySet().stream()
        .filter(entry -> isOfKind(entry.getValue().get(), loss))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(loss.getClass().getSimpleName());
  }

  private static boolean isOfKind(Loss named, Loss loss) {
    return switch (named) {
      case MinedLoss mined -> isOfKind(mined.loss(), loss);
      case TripletLoss triplet ->
          loss instanceof TripletLoss other && other.soft() == triplet.soft();
      case NtXentLoss pairs ->
          loss instanceof NtXentLoss other && other.distance().equals(pairs.distance());
      default -> named.getClass() == loss.getClass();
    };
  }
}
