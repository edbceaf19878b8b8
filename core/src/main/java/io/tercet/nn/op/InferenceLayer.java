package io.tercet.nn.op;

import io.tercet.tensor.Matrix;

/**
 * A layer of inference, or several that are computed at once, with its weights packed. Immutable:
 * safe for many threads, each with buffers of its own.
 */
interface InferenceLayer {

  /** What {@link #forward} needs beside its arguments. */
  default InferenceBuffers.Sizes buffers() {
    return InferenceBuffers.Sizes.NONE;
  }

  /** Computes the first {@code count} rows of y from those of x. */
  void forward(Matrix x, int count, Matrix y, InferenceBuffers buffers);
}
