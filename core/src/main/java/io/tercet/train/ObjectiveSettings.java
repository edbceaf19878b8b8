package io.tercet.train;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tercet.distance.Distance;
import io.tercet.loss.Objective;
import io.tercet.loss.Reducer;
import org.jspecify.annotations.Nullable;

/**
 * What training makes small. A part that is null is the loss's own default; {@link Objectives} has
 * those.
 *
 * @param loss which loss
 * @param miner which triplets or pairs count
 * @param lateMiner another miner for later epochs
 * @param distance what the loss looks at
 * @param margin alpha, at least 0
 * @param temperature above 0
 * @param scale above 0
 * @param reducer how terms become one number
 * @param swap whether triplets also look at the distance of positive and negative
 * @param memory a cross-batch memory around the loss
 * @param varianceWeight of the variance term of VICReg, added against collapse; 0 for none
 * @param centreWeight of the centre loss, added; 0 for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ObjectiveSettings(
    LossKind loss,
    @Nullable MinerKind miner,
    @Nullable LateMiner lateMiner,
    @Nullable Distance distance,
    @Nullable Double margin,
    @Nullable Double temperature,
    @Nullable Double scale,
    @Nullable Reducer reducer,
    boolean swap,
    @Nullable Memory memory,
    double varianceWeight,
    double centreWeight) {

  /**
   * The miner of later epochs.
   *
   * @param miner which
   * @param fromEpoch its first epoch, at least 2
   */
  public record LateMiner(MinerKind miner, int fromEpoch) {}

  /**
   * A cross-batch memory.
   *
   * @param size embeddings to remember, at least as many as a batch has
   * @param warmUpSteps steps without it, at least 0
   */
  public record Memory(int size, int warmUpSteps) {}

  /** A loss with all else its own default. */
  public static ObjectiveSettings of(LossKind loss) {
    return new ObjectiveSettings(loss, null, null, null, null, null, null, null, false, null, 0, 0);
  }

  /** The objective for an encoder and data like these. */
  public Objective objective(ObjectiveContext context) {
    return new Objectives(this, context).create();
  }
}
