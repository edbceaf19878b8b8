package io.tercet.nn.op;

/** Numbers for one use after the other. */
public final class Buffer {
  private float[] values = new float[0];

  /** At least that many; what is in them is what was left there, or 0 where they have grown. */
  public float[] of(int size) {
    values = values.length < size ? new float[size] : values;
    return values;
  }

  /** What {@link #of} gave last. */
  float[] values() {
    return values;
  }
}
