package io.tercet.train;

import io.tercet.loss.LossValue;
import io.tercet.tensor.SavedState;
import java.util.ArrayList;
import java.util.List;

/** Where a training is: the epochs that are done, and the sums of the one that it is in. */
final class Position {
  private static final String EPOCHS = "epochs";
  private static final String STEP = "step";
  private static final int NUMBERS_OF_EPOCH = 5;

  private final List<EpochResult> epochs = new ArrayList<>();
  private int step;
  private double loss;
  private double active;
  private long items;
  private long nanosBefore;
  private long started = System.nanoTime();

  /** The epoch that it is in, from 1. */
  int epoch() {
    return epochs.size() + 1;
  }

  /** Steps done of that epoch. */
  int step() {
    return step;
  }

  /** Steps done of all epochs. */
  long steps(int stepsPerEpoch) {
    return (long) epochs.size() * stepsPerEpoch + step;
  }

  boolean isStart() {
    return epochs.isEmpty() && step == 0;
  }

  List<EpochResult> epochs() {
    return List.copyOf(epochs);
  }

  /** The clock runs from here, in addition to what was restored. */
  void startClock() {
    started = System.nanoTime();
  }

  /** Leaves a pause out of the time of the epoch. */
  void pausedFor(long nanos) {
    started += nanos;
  }

  void add(LossValue value, int itemsOfBatch) {
    step++;
    loss += value.loss();
    active += value.active();
    items += itemsOfBatch;
  }

  EpochResult endEpoch() {
    EpochResult result = new EpochResult(epoch(), loss / step, active / step, nanos() / 1e9, items);
    epochs.add(result);
    step = 0;
    loss = 0;
    active = 0;
    items = 0;
    nanosBefore = 0;
    startClock();
    return result;
  }

  private long nanos() {
    return nanosBefore + System.nanoTime() - started;
  }

  void save(SavedState into) {
    long[] numbers = new long[NUMBERS_OF_EPOCH * epochs.size()];
    int at = 0;
    for (EpochResult each : epochs) {
      numbers[at++] = each.epoch();
      numbers[at++] = Double.doubleToRawLongBits(each.loss());
      numbers[at++] = Double.doubleToRawLongBits(each.active());
      numbers[at++] = Double.doubleToRawLongBits(each.seconds());
      numbers[at++] = each.items();
    }
    into.put(EPOCHS, numbers);
    into.put(STEP, step);
    into.putDouble("loss", loss);
    into.putDouble("active", active);
    into.put("items", items);
    into.put("nanos", step == 0 ? 0 : nanos());
  }

  void restore(SavedState from) {
    long[] numbers = from.numbers(EPOCHS);
    for (int at = 0; at < NUMBERS_OF_EPOCH * (epochOf(from) - 1); at += NUMBERS_OF_EPOCH) {
      epochs.add(
          new EpochResult(
              (int) numbers[at],
              Double.longBitsToDouble(numbers[at + 1]),
              Double.longBitsToDouble(numbers[at + 2]),
              Double.longBitsToDouble(numbers[at + 3]),
              numbers[at + 4]));
    }
    step = stepOf(from);
    loss = from.decimal("loss");
    active = from.decimal("active");
    items = from.number("items");
    nanosBefore = from.number("nanos");
  }

  static int epochOf(SavedState from) {
    int count = from.numbers(EPOCHS).length;
    if (count % NUMBERS_OF_EPOCH != 0) {
      throw new IllegalArgumentException(
          "saved state: epochs has %d numbers, expected a multiple of %d"
              .formatted(count, NUMBERS_OF_EPOCH));
    }
    return count / NUMBERS_OF_EPOCH + 1;
  }

  static int stepOf(SavedState from) {
    long step = from.number(STEP);
    if (step < 0 || step > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("saved state: step is " + step);
    }
    return (int) step;
  }
}
