package io.tercet.train;

import static java.util.Objects.requireNonNullElse;

import io.tercet.distance.Distance;
import io.tercet.distance.DistanceKind;
import io.tercet.loss.AnchorLoss;
import io.tercet.loss.ArcFaceLoss;
import io.tercet.loss.CenterLoss;
import io.tercet.loss.CircleLoss;
import io.tercet.loss.ContrastiveLoss;
import io.tercet.loss.CosFaceLoss;
import io.tercet.loss.CrossBatchMemory;
import io.tercet.loss.FastApLoss;
import io.tercet.loss.LearnedMarginObjective;
import io.tercet.loss.LiftedStructureLoss;
import io.tercet.loss.LossParameters;
import io.tercet.loss.MarginLoss;
import io.tercet.loss.MinedTripletLoss;
import io.tercet.loss.MultiSimilarityLoss;
import io.tercet.loss.NtXentLoss;
import io.tercet.loss.Objective;
import io.tercet.loss.PairObjective;
import io.tercet.loss.ProxyAnchorLoss;
import io.tercet.loss.ProxyNcaLoss;
import io.tercet.loss.ProxyObjective;
import io.tercet.loss.Reducer;
import io.tercet.loss.ScheduledObjective;
import io.tercet.loss.ScheduledObjective.Stage;
import io.tercet.loss.SumObjective;
import io.tercet.loss.SupervisedContrastiveLoss;
import io.tercet.loss.SwappedTripletObjective;
import io.tercet.loss.TripletBatchRmsLoss;
import io.tercet.loss.TripletMarginLoss;
import io.tercet.loss.TripletMeanSquareLoss;
import io.tercet.loss.VarianceObjective;
import io.tercet.mining.MultiSimilarityMiner;
import io.tercet.mining.PairMiner;
import io.tercet.mining.TripletMiner;
import io.tercet.train.ObjectiveSettings.LateMiner;
import io.tercet.train.ObjectiveSettings.Memory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From settings to objectives: the one place where each loss gets its defaults. */
final class Objectives {
  private static final Distance UNIT = Distance.NORMALIZED_EUCLIDEAN;

  private final ObjectiveSettings settings;
  private final ObjectiveContext context;

  Objectives(ObjectiveSettings settings, ObjectiveContext context) {
    this.settings = settings;
    this.context = context;
  }

  Objective create() {
    Objective objective = scheduled();
    if (settings.varianceWeight() > 0) {
      double spread = context.unitLength() ? 1 / Math.sqrt(context.dimensions()) : 1;
      objective =
          new SumObjective(objective, settings.varianceWeight(), new VarianceObjective(spread));
    }
    if (settings.centreWeight() > 0) {
      LossParameters centres = ofClasses("centres");
      objective =
          new SumObjective(
              objective,
              settings.centreWeight(),
              ProxyObjective.examplesAsAnchors(new CenterLoss(), centres));
    }
    return objective;
  }

  private Objective scheduled() {
    LateMiner late = settings.lateMiner();
    Objective first = withMiner(settings.miner());
    return late == null
        ? first
        : new ScheduledObjective(
            List.of(new Stage(1, first), new Stage(late.fromEpoch(), withMiner(late.miner()))));
  }

  private Objective withMiner(@Nullable MinerKind miner) {
    return switch (settings.loss()) {
      case MEAN_SQUARE -> new TripletMeanSquareLoss(margin(TripletMeanSquareLoss.DEFAULT_MARGIN));
      case BATCH_RMS -> new TripletBatchRmsLoss(margin(TripletMeanSquareLoss.DEFAULT_MARGIN));
      case TRIPLET -> triplet(miner, false);
      case SOFT_TRIPLET -> triplet(miner, true);
      case CONTRASTIVE ->
          pairs(new ContrastiveLoss(0, 1, distance(UNIT), reducer(Reducer.MEAN_NON_ZERO)), miner);
      case NT_XENT ->
          pairs(ntXent(NtXentLoss.DEFAULT_TEMPERATURE, distance(Distance.COSINE)), miner);
      case N_PAIRS -> pairs(ntXent(1, new Distance(DistanceKind.DOT_PRODUCT, false)), miner);
      case SUPERVISED_CONTRASTIVE ->
          pairs(
              new SupervisedContrastiveLoss(
                  temperature(SupervisedContrastiveLoss.DEFAULT_TEMPERATURE),
                  distance(Distance.COSINE),
                  reducer(Reducer.MEAN_NON_ZERO)),
              miner);
      case MULTI_SIMILARITY ->
          pairs(
              new MultiSimilarityLoss(2, 50, 0.5, distance(Distance.COSINE), reducer(Reducer.MEAN)),
              requireNonNullElse(miner, MinerKind.MULTI_SIMILARITY));
      case CIRCLE ->
          pairs(
              new CircleLoss(
                  margin(CircleLoss.DEFAULT_RELAXATION),
                  scale(CircleLoss.DEFAULT_SCALE),
                  distance(Distance.COSINE),
                  reducer(Reducer.MEAN_NON_ZERO)),
              miner);
      case LIFTED_STRUCTURE ->
          pairs(
              new LiftedStructureLoss(
                  margin(LiftedStructureLoss.DEFAULT_MARGIN),
                  distance(UNIT),
                  reducer(Reducer.MEAN_NON_ZERO)),
              miner);
      case MARGIN -> pairs(marginLoss(), miner);
      case LEARNED_MARGIN -> new LearnedMarginObjective(marginLoss());
      case FAST_AP -> pairs(new FastApLoss(FastApLoss.DEFAULT_BINS), miner);
      case PROXY_ANCHOR ->
          ProxyObjective.proxiesAsAnchors(
              new ProxyAnchorLoss(
                  margin(ProxyAnchorLoss.DEFAULT_MARGIN), scale(ProxyAnchorLoss.DEFAULT_ALPHA)),
              ofClasses("proxies"));
      case PROXY_NCA ->
          ProxyObjective.examplesAsAnchors(
              new ProxyNcaLoss(scale(ProxyNcaLoss.DEFAULT_SCALE)), ofClasses("proxies"));
      case ARCFACE ->
          ProxyObjective.examplesAsAnchors(
              new ArcFaceLoss(margin(ArcFaceLoss.DEFAULT_MARGIN), scale(ArcFaceLoss.DEFAULT_SCALE)),
              ofClasses("class_weights"));
      case COSFACE ->
          ProxyObjective.examplesAsAnchors(
              new CosFaceLoss(margin(CosFaceLoss.DEFAULT_MARGIN), scale(CosFaceLoss.DEFAULT_SCALE)),
              ofClasses("class_weights"));
    };
  }

  private Objective triplet(@Nullable MinerKind kind, boolean soft) {
    double margin = margin(TripletMarginLoss.DEFAULT_MARGIN);
    Distance distance = distance(UNIT);
    Reducer usual = soft ? Reducer.MEAN : Reducer.MEAN_NON_ZERO;
    TripletMarginLoss loss = new TripletMarginLoss(margin, soft, distance, reducer(usual));
    TripletMiner miner =
        requireNonNullElse(kind, MinerKind.SEMI_HARD)
            .tripletMiner(margin, distance, context.dimensions());
    return settings.swap()
        ? new SwappedTripletObjective(miner, loss, context.seed())
        : remembering(new MinedTripletLoss(miner, loss), null);
  }

  private Objective pairs(AnchorLoss loss, @Nullable MinerKind kind) {
    PairMiner miner =
        kind == null
            ? null
            : new MultiSimilarityMiner(MultiSimilarityMiner.DEFAULT_EPSILON, Distance.COSINE);
    return remembering(loss, miner);
  }

  private Objective remembering(AnchorLoss loss, @Nullable PairMiner miner) {
    Memory memory = settings.memory();
    return memory == null
        ? new PairObjective(loss, miner, context.seed())
        : new CrossBatchMemory(loss, miner, memory.size(), memory.warmUpSteps(), context.seed());
  }

  private NtXentLoss ntXent(double temperature, Distance distance) {
    return new NtXentLoss(temperature(temperature), distance, reducer(Reducer.MEAN));
  }

  private MarginLoss marginLoss() {
    return new MarginLoss(
        margin(MarginLoss.DEFAULT_MARGIN), MarginLoss.DEFAULT_BETA, distance(UNIT));
  }

  private LossParameters ofClasses(String name) {
    return LossParameters.ofClasses(name, context.classes(), context.dimensions(), context.seed());
  }

  private Distance distance(Distance usual) {
    return requireNonNullElse(settings.distance(), usual);
  }

  private double margin(double usual) {
    return requireNonNullElse(settings.margin(), usual);
  }

  private double temperature(double usual) {
    return requireNonNullElse(settings.temperature(), usual);
  }

  private double scale(double usual) {
    return requireNonNullElse(settings.scale(), usual);
  }

  private Reducer reducer(Reducer usual) {
    return requireNonNullElse(settings.reducer(), usual);
  }
}
