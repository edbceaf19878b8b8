package io.tercet.nn.op;

import java.util.ArrayList;
import java.util.List;

/** Makes the steps of an inference from the layers of an encoder. */
final class InferenceSteps {
  private static final PackedLayerWeights NO_WEIGHTS = new PackedLayerWeights(new float[0], 0);

  private final List<LayerOperator> operators;
  private final List<PackedLayerWeights> weights;
  private final int rows;
  private final List<InferenceStep> steps = new ArrayList<>();

  /** Where the numbers of each depth are found: at an earlier one behind layers without effect. */
  private final int[] places;

  /**
   * @param rows most rows at once
   */
  InferenceSteps(List<LayerOperator> operators, List<PackedLayerWeights> weights, int rows) {
    this.operators = operators;
    this.weights = weights;
    this.rows = rows;
    this.places = new int[operators.size() + 1];
  }

  /** Adds those for all layers from {@code first} on; returns where the embeddings are found. */
  int add(int first) {
    places[first] = first;
    for (int depth = first; depth < operators.size(); ) {
      depth = addOne(depth);
    }
    return places[operators.size()];
  }

  List<InferenceStep> steps() {
    return List.copyOf(steps);
  }

  /** Whether a step writes at a depth. */
  boolean isWritten(int depth) {
    return steps.stream().anyMatch(step -> step.to() == depth);
  }

  /**
   * Adds the step for the layer at a depth, and maybe the one behind it; returns the next depth.
   */
  private int addOne(int depth) {
    LayerOperator operator = operators.get(depth);
    int from = places[depth];
    if (operator instanceof DropoutOperator) {
      places[depth + 1] = from;
      return depth + 1;
    }
    PackedLayerWeights own = weights.get(depth);
    int next = depth + 1;
    InferenceLayer layer;
    if (operator instanceof Conv2dOperator convolution && isPooledAt(next, convolution)) {
      layer = PackedConvolution.pooled(convolution, own);
      next++;
    } else {
      layer = layer(operator, own);
    }
    int added = operator.back() > 0 ? places[depth - operator.back()] : -1;
    steps.add(new InferenceStep(layer, from, added, next));
    places[next] = next;
    return next;
  }

  /** Whether a convolution's outputs are needed by a pool alone that goes with it. */
  private boolean isPooledAt(int depth, Conv2dOperator convolution) {
    return depth < operators.size()
        && operators.get(depth) instanceof MaxPoolOperator pool
        && PackedConvolution.poolsWith(convolution, pool)
        && !isAddedLater(depth);
  }

  /** Whether a residual block begins at a depth, at whose end its inputs are added. */
  private boolean isAddedLater(int depth) {
    for (int layer = depth; layer < operators.size(); layer++) {
      int back = operators.get(layer).back();
      if (back > 0 && layer - back == depth) {
        return true;
      }
    }
    return false;
  }

  private InferenceLayer layer(LayerOperator operator, PackedLayerWeights own) {
    return switch (operator) {
      case Conv2dOperator convolution -> PackedConvolution.of(convolution, own);
      case GroupedConv2dOperator groups -> new PackedGroups(groups, own);
      case DenseOperator dense -> new PackedDense(dense, own, rows);
      default -> {
        // They hold all weights of the encoder: not to be kept where nothing reads them.
        PackedLayerWeights read = operator.weights() > 0 ? own : NO_WEIGHTS;
        yield (x, count, y, buffers) -> operator.forward(read, x, 0, count, y, DropoutKeys.NONE);
      }
    };
  }
}
