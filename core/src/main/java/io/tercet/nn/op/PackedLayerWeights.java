package io.tercet.nn.op;

import io.tercet.kernel.KernelChoice;
import io.tercet.kernel.PackedWeights;

/**
 * The weights of one layer: where they begin among the encoder's, and laid out as the layer's
 * products read them. Operators lay them out once for many rows, by one thread; many may read them
 * then.
 */
public final class PackedLayerWeights {
  private final float[] values;
  private final int offset;
  private final PackedWeights panels = new PackedWeights(KernelChoice.best().panelWidth());
  private final Buffer forward = new Buffer();
  private final Buffer backward = new Buffer();
  private final Buffer filtersAsRows = new Buffer();

  /**
   * @param values all weights of the encoder, shared
   * @param offset where the layer's begin
   */
  public PackedLayerWeights(float[] values, int offset) {
    this.values = values;
    this.offset = offset;
  }

  /** All weights of the encoder. */
  float[] values() {
    return values;
  }

  /** Where the layer's weights begin. */
  int offset() {
    return offset;
  }

  /** The layer's weight of that number. */
  float get(int i) {
    return values[offset + i];
  }

  /** Laid out for sparse inputs. */
  PackedWeights panels() {
    return panels;
  }

  /** A convolution's kernel as its windows take it. */
  Buffer forward() {
    return forward;
  }

  /** A convolution's kernel turned round, for the gradient with respect to its input. */
  Buffer backward() {
    return backward;
  }

  /** A convolution's kernel with its filters in rows, for gradients that are mostly 0. */
  Buffer filtersAsRows() {
    return filtersAsRows;
  }
}
