package io.tercet.nn.op;

import io.tercet.kernel.KernelChoice;
import io.tercet.kernel.WindowList;
import io.tercet.tensor.Matrix;

/** A dense layer of inference. The sums are those of {@link DenseOperator}, bit by bit. */
final class PackedDense implements InferenceLayer {
  private final DenseOperator layer;
  private final WindowList rows;
  private final float[] packed;
  private final float[] bias;

  /**
   * @param weights of the layer
   * @param rows most rows at once
   */
  PackedDense(DenseOperator layer, PackedLayerWeights weights, int rows) {
    this.layer = layer;
    this.rows = WindowList.rows(rows, layer.inputs());
    this.packed = new float[KernelChoice.best().packedFiltersSize(layer.inputs(), layer.units())];
    KernelChoice.best()
        .packFilters(layer.inputs(), layer.units(), weights.values(), weights.offset(), packed);
    this.bias = new float[layer.units()];
    int at = weights.offset() + layer.inputs() * layer.units();
    System.arraycopy(weights.values(), at, bias, 0, bias.length);
  }

  @Override
  public InferenceBuffers.Sizes buffers() {
    return new InferenceBuffers.Sizes(KernelChoice.best().convolutionScratch(), 0, 0, 0);
  }

  @Override
  public void forward(Matrix x, int count, Matrix y, InferenceBuffers buffers) {
    KernelChoice.best()
        .convolveFused(
            rows,
            count,
            layer.units(),
            x.data(),
            0,
            packed,
            bias,
            0,
            layer.activation(),
            y.data(),
            0,
            buffers.kernel());
  }
}
