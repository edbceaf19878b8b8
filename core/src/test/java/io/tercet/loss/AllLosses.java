package io.tercet.loss;

import io.tercet.distance.Distance;
import io.tercet.mining.BatchAllMiner;
import io.tercet.mining.BatchEasyHardMiner;
import io.tercet.mining.DistanceWeightedMiner;
import io.tercet.mining.Hardness;
import io.tercet.mining.MultiSimilarityMiner;
import io.tercet.mining.RandomMiner;
import io.tercet.mining.TripletDifficulty;
import io.tercet.mining.TripletMarginMiner;
import io.tercet.mining.TripletMiner;
import java.util.ArrayList;
import java.util.List;

/** Every loss of whole batches with its defaults, and every miner. */
public final class AllLosses {
  private AllLosses() {}

  /** Losses over pairs, without a miner. */
  public static List<AnchorLoss> ofPairs() {
    return List.of(
        ContrastiveLoss.defaults(),
        NtXentLoss.defaults(),
        NtXentLoss.nPairs(),
        SupervisedContrastiveLoss.defaults(),
        MultiSimilarityLoss.defaults(),
        CircleLoss.defaults(),
        LiftedStructureLoss.defaults(),
        MarginLoss.defaults(),
        FastApLoss.defaults());
  }

  /** Losses that learn something themselves. */
  public static List<Loss> withParameters() {
    return List.of(
        LearnedMarginLoss.defaults(),
        ProxyAnchorLoss.defaults(),
        ProxyNcaLoss.defaults(),
        ArcFaceLoss.defaults(),
        CosFaceLoss.defaults());
  }

  /** All triplet miners. */
  public static List<TripletMiner> tripletMiners() {
    Distance distance = Distance.NORMALIZED_EUCLIDEAN;
    List<TripletMiner> miners = new ArrayList<>();
    miners.add(new BatchAllMiner());
    miners.add(BatchEasyHardMiner.batchHard(distance));
    for (TripletDifficulty rule :
        List.of(TripletDifficulty.SEMI_HARD, TripletDifficulty.HARD, TripletDifficulty.EASY)) {
      miners.add(new TripletMarginMiner(rule, 0.2f, distance));
    }
    miners.add(new BatchEasyHardMiner(Hardness.EASY, Hardness.SEMI_HARD, distance));
    miners.add(new BatchEasyHardMiner(Hardness.EASY, Hardness.HARD, distance));
    miners.add(new BatchEasyHardMiner(Hardness.HARD, Hardness.SEMI_HARD, distance));
    miners.add(DistanceWeightedMiner.defaults());
    miners.add(RandomMiner.defaults());
    return miners;
  }

  /** All losses over whole batches, each pair loss with and without a miner. */
  public static List<Loss> ofWholeBatches() {
    List<Loss> all = new ArrayList<>(ofPairs());
    ofPairs().forEach(loss -> all.add(new MinedLoss(loss, MultiSimilarityMiner.defaults())));
    for (TripletMiner miner : tripletMiners()) {
      all.add(TripletLoss.defaults().withMiner(miner));
      all.add(TripletLoss.softDefaults().withMiner(miner));
    }
    all.addAll(withParameters());
    return all;
  }

  /** The same within everything that goes around a loss. */
  public static Loss wrapped(Loss loss, int memory) {
    boolean takesMemory = !(loss instanceof ProxyLoss || loss instanceof LearnedMarginLoss);
    Loss remembering = takesMemory ? new CrossBatchMemory(loss, memory, 0) : loss;
    return new SumLoss(new SumLoss(remembering, 0.5, new VarianceLoss(0.5)), 0.1, new CenterLoss());
  }
}
