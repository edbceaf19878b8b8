package io.tercet.app.cli.option;

import org.jspecify.annotations.Nullable;

/**
 * The flags that change a loss, as they were typed; null or false where one was not. {@link
 * ComponentFlags} says what each of them sets.
 */
record LossFlags(
    @Nullable String loss,
    @Nullable String miner,
    @Nullable String lateMiner,
    @Nullable Integer lateMinerEpoch,
    @Nullable String distance,
    boolean notNormalized,
    @Nullable Double margin,
    @Nullable Double temperature,
    @Nullable Double scale,
    @Nullable String reducer,
    boolean swap,
    @Nullable Integer memory,
    @Nullable Integer memoryWarmUp,
    @Nullable Double varianceWeight,
    @Nullable Double centerWeight) {
  static final int DEFAULT_LATE_EPOCH = 2;

  private static final LossFlags NONE =
      new LossFlags(
          null, null, null, null, null, false, null, null, null, null, false, null, null, null,
          null);

  /** Whether none was typed. */
  boolean isNone() {
    return equals(NONE);
  }
}
