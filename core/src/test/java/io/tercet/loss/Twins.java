package io.tercet.loss;

import io.tercet.distance.Distance;
import io.tercet.distance.DistanceKind;
import io.tercet.loss.NaiveLosses.Naive;
import io.tercet.loss.NaiveLosses.NaiveMiner;
import io.tercet.mining.BatchAllMiner;
import io.tercet.mining.BatchEasyHardMiner;
import io.tercet.mining.Hardness;
import io.tercet.mining.MultiSimilarityMiner;
import io.tercet.mining.TripletDifficulty;
import io.tercet.mining.TripletMarginMiner;
import io.tercet.mining.TripletMiner;
import io.tercet.tensor.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Each loss among the examples of a batch, with its naive twin, over distances and reducers. */
record Twins(String name, Supplier<Objective> fast, Naive naive) {
  static final Seed SEED = new Seed(1);

  private static final Pattern KINDS = Pattern.compile("[A-Z]\\w*(Loss|Miner)\\b|swap|mined");

  /** Which loss and miner, without their constants. */
  String kind() {
    return KINDS.matcher(name).results().map(MatchResult::group).collect(Collectors.joining(" "));
  }

  static List<Distance> distances() {
    List<Distance> all = new ArrayList<>();
    for (DistanceKind kind : DistanceKind.values()) {
      all.add(new Distance(kind, true));
      if (kind != DistanceKind.COSINE) {
        all.add(new Distance(kind, false));
      }
    }
    return all;
  }

  static List<Twins> all() {
    List<Twins> all = new ArrayList<>();
    for (Distance distance : distances()) {
      for (Reducer reducer : Reducer.values()) {
        addPairLosses(all, distance, reducer);
        addTripletLosses(all, distance, reducer);
      }
    }
    addFastAp(all);
    return all;
  }

  private static void addFastAp(List<Twins> all) {
    all.add(pairs(new FastApLoss(10), NaiveLosses.fastAp(10)));
    all.add(pairs(new FastApLoss(3), NaiveLosses.fastAp(3)));
  }

  private static Twins pairs(AnchorLoss loss, Naive naive) {
    return new Twins(loss.toString(), () -> new PairObjective(loss, null, SEED), naive);
  }

  private static void addPairLosses(List<Twins> all, Distance d, Reducer reducer) {
    all.add(
        pairs(
            new ContrastiveLoss(0.1, 1.1, d, reducer),
            NaiveLosses.contrastive(0.1, 1.1, d, reducer)));
    all.add(pairs(new NtXentLoss(0.5, d, reducer), NaiveLosses.ntXent(0.5, d, reducer)));
    all.add(
        pairs(
            new SupervisedContrastiveLoss(0.5, d, reducer),
            NaiveLosses.supervisedContrastive(0.5, d, reducer)));
    all.add(
        pairs(new LiftedStructureLoss(1, d, reducer), NaiveLosses.liftedStructure(1, d, reducer)));
    if (d.isSimilarity()) {
      MultiSimilarityLoss loss = new MultiSimilarityLoss(2, 10, 0.5, d, reducer);
      all.add(pairs(loss, NaiveLosses.multiSimilarity(2, 10, 0.5, d, reducer)));
      if (reducer == Reducer.MEAN) {
        MultiSimilarityMiner miner = new MultiSimilarityMiner(0.1f, d);
        all.add(
            new Twins(
                loss + " mined",
                () -> new PairObjective(loss, miner, SEED),
                NaiveLosses.minedMultiSimilarity(0.1, d)));
      }
    } else {
      all.add(pairs(new MarginLoss(0.2, 1.2, d), NaiveLosses.marginLoss(0.2, 1.2, d)));
    }
  }

  private static void addTripletLosses(List<Twins> all, Distance d, Reducer reducer) {
    addTriplets(all, new BatchAllMiner(), NaiveLosses.all(), d, reducer);
    for (TripletDifficulty rule : TripletDifficulty.values()) {
      for (float margin : new float[] {0.15f, 0.3f, 0.45f}) { // below, at and above the loss's
        TripletMiner miner = new TripletMarginMiner(rule, margin, d);
        addTriplets(all, miner, NaiveLosses.rule(rule, margin), d, reducer);
      }
    }
    for (Hardness positive : Hardness.values()) {
      for (Hardness negative : Hardness.values()) {
        if (positive != Hardness.SEMI_HARD || negative != Hardness.SEMI_HARD) {
          TripletMiner miner = new BatchEasyHardMiner(positive, negative, d);
          addTriplets(all, miner, NaiveLosses.oneOfEach(positive, negative), d, reducer);
        }
      }
    }
  }

  private static void addTriplets(
      List<Twins> all, TripletMiner miner, NaiveMiner naive, Distance d, Reducer reducer) {
    for (boolean soft : new boolean[] {false, true}) {
      TripletMarginLoss loss = new TripletMarginLoss(0.3f, soft, d, reducer);
      all.add(
          pairs(
              new MinedTripletLoss(miner, loss),
              NaiveLosses.triplets(naive, 0.3f, soft, false, d, reducer)));
      all.add(
          new Twins(
              loss + " swap " + miner,
              () -> new SwappedTripletObjective(miner, loss, SEED),
              NaiveLosses.triplets(naive, 0.3f, soft, true, d, reducer)));
    }
  }
}
