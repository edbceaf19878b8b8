package io.tercet.nn.op;

import org.jspecify.annotations.Nullable;

/**
 * Where layers that draw while training get their numbers from: a key for each row of a step, the
 * same on the way forward and back, whatever thread asks.
 */
public final class DropoutKeys {
  /** Of an encoder that is used and not trained: nothing is drawn. */
  public static final DropoutKeys NONE = new DropoutKeys(0, null, false);

  private final long step;
  private final int @Nullable [] rows;
  private final boolean training;

  private DropoutKeys(long step, int @Nullable [] rows, boolean training) {
    this.step = step;
    this.rows = rows;
    this.training = training;
  }

  /** Of a step of training with that key. */
  public static DropoutKeys ofStep(long step) {
    return new DropoutKeys(step, null, true);
  }

  /** The same step, where row i of what is looked at was row {@code rows[i]} of the batch. */
  public DropoutKeys of(int[] rows) {
    return new DropoutKeys(step, rows, training);
  }

  boolean isTraining() {
    return training;
  }

  /** A key for a row: the finaliser of SplitMix64 (Steele, Lea and Flood 2014), half of it. */
  int key(int row) {
    long z = step + (rows == null ? row : rows[row]);
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return (int) (b ^ (b >>> 31));
  }
}
