package io.tercet.loss;

import io.tercet.mining.PairMiner;
import io.tercet.tensor.Checks;
import org.jspecify.annotations.Nullable;

/**
 * Cross-batch memory, XBM (Wang, Zhang, Huang and Scott 2020), around a loss over pairs: the
 * examples of a batch are compared with the embeddings of the last {@code size} examples, this
 * batch's among them, so that a small batch meets many negatives.
 *
 * @param loss a loss over pairs, with a miner or without, or triplets without swap
 * @param size most embeddings to remember; at least as many as a batch has
 * @param warmUpSteps steps without the memory, at least 0; default {@value #DEFAULT_WARM_UP}
 */
public record CrossBatchMemory(Loss loss, int size, int warmUpSteps) implements Loss {
  /** Steps of warm-up, as in the paper. */
  public static final int DEFAULT_WARM_UP = 1000;

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if the size is less than 1, the warm-up is negative, or the
   *     loss is not one over pairs or triplets of a batch
   */
  public CrossBatchMemory {
    Checks.requireAtLeast("size", 1, size);
    Checks.requireAtLeast("warmUpSteps", 0, warmUpSteps);
    boolean fits =
        switch (loss) {
          case ProxyLoss _ -> false;
          case AnchorLoss _, MinedLoss _ -> true;
          case TripletLoss triplets -> !triplets.swap();
          default -> false;
        };
    if (!fits) {
      throw new IllegalArgumentException(
          "loss: a memory goes around losses over pairs, not " + loss.description());
    }
  }

  @Override
  public Objective bind(LossContext context) {
    return switch (loss) {
      case MinedLoss(AnchorLoss pairs, PairMiner miner) -> remembering(pairs, miner, context);
      case TripletLoss triplets -> remembering(triplets.overPairs(), null, context);
      case AnchorLoss pairs -> remembering(pairs, null, context);
      default -> throw new IllegalStateException(loss.description());
    };
  }

  private Objective remembering(AnchorLoss pairs, @Nullable PairMiner miner, LossContext context) {
    return new CrossBatchMemoryObjective(pairs, miner, size, warmUpSteps, context.seed());
  }
}
