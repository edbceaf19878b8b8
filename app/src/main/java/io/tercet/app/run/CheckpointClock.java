package io.tercet.app.run;

import io.tercet.app.run.CheckpointInterval.Unit;

/** When the next checkpoint of a run is due. */
final class CheckpointClock {
  private static final long SECOND = 1_000_000_000;

  /** Without a choice of the user: a run of two minutes can as well begin again. */
  private static final long FIRST = 120 * SECOND;

  private static final long NEXT = 60 * SECOND;

  /** A checkpoint may hold the training up for that share of the time, one by this number. */
  private static final long SHARE = 200;

  private final CheckpointInterval interval;
  private long due;
  private long steps;
  private long epochs;

  CheckpointClock(CheckpointInterval interval, long now) {
    this.interval = interval;
    this.due = now + (interval.unit() == Unit.AUTO ? FIRST : interval.count() * SECOND);
  }

  boolean isDueAfterStep(long now) {
    steps++;
    return switch (interval.unit()) {
      case STEPS -> steps >= interval.count();
      case SECONDS, AUTO -> now - due >= 0;
      case EPOCHS, OFF -> false;
    };
  }

  boolean isDueAfterEpoch() {
    epochs++;
    return interval.unit() == Unit.EPOCHS && epochs >= interval.count();
  }

  /**
   * A checkpoint was taken.
   *
   * @param took nanoseconds that it held the training up
   */
  void taken(long now, long took) {
    steps = 0;
    epochs = 0;
    due =
        now
            + (interval.unit() == Unit.AUTO
                ? Math.max(NEXT, SHARE * took)
                : interval.count() * SECOND);
  }
}
