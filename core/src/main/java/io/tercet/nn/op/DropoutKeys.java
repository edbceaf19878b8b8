package io.tercet.nn.op;

import org.jspecify.annotations.Nullable;

/**
 * Random keys of layers such as dropout: one per row of a step, the same in the forward and
 * backward pass and on any thread. Immutable.
 */
public final class DropoutKeys {
  /** Keys of inference: dropout is disabled. */
  public static final DropoutKeys NONE = new DropoutKeys(0, null, false);

  private final long step;
  private final int @Nullable [] rows;
  private final boolean training;

  private DropoutKeys(long step, int @Nullable [] rows, boolean training) {
    this.step = step;
    this.rows = rows;
    this.training = training;
  }

  /** Keys of a training step. */
  public static DropoutKeys ofStep(long step) {
    return new DropoutKeys(step, null, true);
  }

  /** Keys of the same step for selected rows: row i is row {@code rows[i]} of the batch. */
  public DropoutKeys of(int[] rows) {
    return new DropoutKeys(step, rows, training);
  }

  boolean isTraining() {
    return training;
  }

  /** The key of a row: half of the finalizer of SplitMix64 (Steele, Lea and Flood 2014). */
  int key(int row) {
    long z = step + (rows == null ? row : rows[row]);
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return (int) (b ^ (b >>> 31));
  }
}
