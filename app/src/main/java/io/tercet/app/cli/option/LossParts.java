package io.tercet.app.cli.option;

import io.tercet.loss.AnchorLoss;
import io.tercet.loss.CenterLoss;
import io.tercet.loss.CrossBatchMemory;
import io.tercet.loss.Loss;
import io.tercet.loss.MinedLoss;
import io.tercet.loss.ScheduledLoss;
import io.tercet.loss.SumLoss;
import io.tercet.loss.VarianceLoss;
import io.tercet.mining.PairMiner;
import org.jspecify.annotations.Nullable;

/**
 * A loss taken apart, as the flags change it: one flag names a part, and the parts are put together
 * in one order.
 *
 * @param core the loss itself
 * @param pairMiner of its pairs, or null for all of them
 * @param late the loss of later epochs, or null for none
 * @param lateEpoch their first
 * @param memory sizes of a cross-batch memory, or null for none
 * @param variance the variance term, or null for none
 * @param center the center term, or null for none
 */
record LossParts(
    Loss core,
    @Nullable PairMiner pairMiner,
    @Nullable Loss late,
    int lateEpoch,
    @Nullable Memory memory,
    @Nullable Term variance,
    @Nullable Term center) {

  /** A cross-batch memory without its loss. */
  record Memory(int size, int warmUpSteps) {}

  /** A loss added by a weight. */
  record Term(double weight, Loss loss) {}

  /** The loss alone, with its pair miner if it has one. */
  static LossParts alone(Loss loss) {
    return loss instanceof MinedLoss(AnchorLoss pairs, PairMiner miner)
        ? new LossParts(pairs, miner, null, 0, null, null, null)
        : new LossParts(loss, null, null, 0, null, null, null);
  }

  static LossParts of(Loss loss) {
    return switch (loss) {
      case SumLoss(Loss inner, double weight, CenterLoss center) ->
          of(inner).withCenter(new Term(weight, center));
      case SumLoss(Loss inner, double weight, VarianceLoss variance) ->
          of(inner).withVariance(new Term(weight, variance));
      case ScheduledLoss(Loss first, Loss then, int epoch) ->
          of(first).withLate(of(then).core(), epoch);
      case CrossBatchMemory(Loss inner, int size, int warmUp) ->
          alone(inner).withMemory(new Memory(size, warmUp));
      default -> alone(loss);
    };
  }

  /** Another loss with its own miner; what stands around it stays, but a later loss. */
  LossParts withLoss(Loss loss) {
    LossParts own = alone(loss);
    return new LossParts(own.core, own.pairMiner, null, 0, memory, variance, center);
  }

  LossParts withCore(Loss loss) {
    return new LossParts(loss, pairMiner, late, lateEpoch, memory, variance, center);
  }

  LossParts withPairMiner(PairMiner miner) {
    return new LossParts(core, miner, late, lateEpoch, memory, variance, center);
  }

  LossParts withLate(Loss loss, int epoch) {
    return new LossParts(core, pairMiner, loss, epoch, memory, variance, center);
  }

  LossParts withMemory(@Nullable Memory chosen) {
    return new LossParts(core, pairMiner, late, lateEpoch, chosen, variance, center);
  }

  LossParts withVariance(Term term) {
    return new LossParts(core, pairMiner, late, lateEpoch, memory, term, center);
  }

  LossParts withCenter(Term term) {
    return new LossParts(core, pairMiner, late, lateEpoch, memory, variance, term);
  }

  /**
   * The loss.
   *
   * @throws IllegalArgumentException if the parts do not go together
   */
  Loss together() {
    Loss loss = remembering(core);
    if (late != null) {
      loss = new ScheduledLoss(loss, remembering(late), lateEpoch);
    }
    for (Term term : new Term[] {variance, center}) {
      loss = term == null ? loss : new SumLoss(loss, term.weight, term.loss);
    }
    return loss;
  }

  private Loss remembering(Loss loss) {
    Loss mined = pairMiner == null ? loss : mined(loss, pairMiner);
    return memory == null ? mined : new CrossBatchMemory(mined, memory.size, memory.warmUpSteps);
  }

  private static Loss mined(Loss loss, PairMiner miner) {
    if (loss instanceof AnchorLoss pairs) {
      return new MinedLoss(pairs, miner);
    }
    throw new IllegalArgumentException(
        "miner: found one of pairs, which %s does not take".formatted(Components.nameOf(loss)));
  }
}
