package io.tercet.nn.op;

/** A reusable, growing array of floats. */
public final class Buffer {
  private float[] values = new float[0];

  /** Returns an array of at least that size, with undefined content. */
  public float[] of(int size) {
    values = values.length < size ? new float[size] : values;
    return values;
  }

  /** The array last returned by {@link #of}. */
  float[] values() {
    return values;
  }
}
