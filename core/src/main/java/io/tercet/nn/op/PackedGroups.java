package io.tercet.nn.op;

import io.tercet.tensor.Matrix;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A convolution in groups, of inference: each group's channels are gathered and go through a
 * convolution of their own.
 */
final class PackedGroups implements InferenceLayer {
  private final GroupedConv2dOperator layer;
  private final List<PackedConvolution> groups;

  PackedGroups(GroupedConv2dOperator layer, PackedLayerWeights weights) {
    this.layer = layer;
    this.groups =
        IntStream.range(0, layer.groups())
            .mapToObj(group -> PackedConvolution.of(layer.share(), layer.weights(group, weights)))
            .toList();
  }

  @Override
  public InferenceBuffers.Sizes buffers() {
    return groups
        .getFirst()
        .buffers()
        .max(
            new InferenceBuffers.Sizes(
                0, 0, layer.share().input().size(), layer.share().output().size()));
  }

  @Override
  public void forward(Matrix x, int count, Matrix y, InferenceBuffers buffers) {
    for (int i = 0; i < count; i++) {
      for (int group = 0; group < layer.groups(); group++) {
        float[] input = buffers.groupInput();
        float[] output = buffers.groupOutput();
        layer.copyImage(group, layer.share().input(), x, i, input, true);
        groups.get(group).forward(input, 0, output, 0, buffers);
        layer.copyImage(group, layer.share().output(), y, i, output, false);
      }
    }
  }
}
