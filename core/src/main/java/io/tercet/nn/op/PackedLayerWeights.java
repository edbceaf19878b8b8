package io.tercet.nn.op;

import io.tercet.kernel.KernelChoice;
import io.tercet.kernel.PackedWeights;

/**
 * The weights of one layer: their offset among the encoder's weights, and packed copies in the
 * layout of the layer's kernels. Packed once for many rows by one thread; then safe for concurrent
 * reads.
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
   * @param offset offset of the layer's weights
   */
  public PackedLayerWeights(float[] values, int offset) {
    this.values = values;
    this.offset = offset;
  }

  /** All weights of the encoder. */
  float[] values() {
    return values;
  }

  /** Offset of the layer's weights. */
  int offset() {
    return offset;
  }

  /** The layer's weight at index {@code i}. */
  float get(int i) {
    return values[offset + i];
  }

  /** Packed for sparse inputs. */
  PackedWeights panels() {
    return panels;
  }

  /** Filters of a convolution, packed for the forward pass. */
  Buffer forward() {
    return forward;
  }

  /** Rotated filters of a convolution, packed for the gradient with respect to its input. */
  Buffer backward() {
    return backward;
  }

  /** Filters of a convolution as rows, for gradients that are mostly 0. */
  Buffer filtersAsRows() {
    return filtersAsRows;
  }
}
