package io.tercet.nn.op;

import io.tercet.tensor.InputEncoding;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.UnitBytes;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All layers of an encoder as inference runs them, with packed weights: a convolution and the
 * pooling layer after it are fused into one step, and layers without effect are omitted. Immutable
 * and thread-safe; each thread uses its own scratch buffers.
 */
public final class InferencePlan {
  private final int features;
  private final @Nullable PackedSparseDense sparse;
  private final List<InferenceStep> steps;
  private final int output;
  private final int[] widths;
  private final InferenceBuffers.Sizes sizes;

  /**
   * Packs the weights; later changes of them have no effect.
   *
   * @param operators of all layers in order
   * @param weights of each layer
   * @param widths numbers of an example, of the first layer's output, ...
   * @param encoding how the first layer takes examples in
   * @param rows most rows at once
   */
  public InferencePlan(
      List<LayerOperator> operators,
      List<PackedLayerWeights> weights,
      int[] widths,
      InputEncoding encoding,
      int rows) {
    this.features = widths[0];
    this.sparse =
        encoding.sparse()
            ? new PackedSparseDense(
                (DenseOperator) operators.getFirst(), weights.getFirst(), encoding.denseColumns())
            : null;
    int first = sparse == null ? 0 : 1;
    InferenceSteps made = new InferenceSteps(operators, weights, rows);
    this.output = made.add(first);
    this.steps = made.steps();
    this.widths =
        IntStream.range(0, widths.length)
            .map(depth -> depth == first || made.isWritten(depth) ? widths[depth] : 0)
            .toArray();
    this.sizes =
        steps.stream()
            .map(step -> step.layer().buffers())
            .reduce(InferenceBuffers.Sizes.NONE, InferenceBuffers.Sizes::max);
  }

  /** What a call of that many rows works with. */
  public InferenceScratch scratch(int rows) {
    return new InferenceScratch(rows, widths, sparse == null ? 0 : features, sizes);
  }

  /** Bytes that it takes, nearly. */
  public long scratchBytes(int rows) {
    long entries = sparse == null ? 0 : 2L * features;
    return Float.BYTES
        * (IntStream.of(widths).asLongStream().sum() * rows + entries + sizes.total());
  }

  /** Takes in {@code count} examples, from number {@code first} on. */
  public void load(float[] examples, int first, int count, InferenceScratch scratch) {
    if (sparse == null) {
      System.arraycopy(examples, first * features, scratch.at(0).data(), 0, count * features);
      return;
    }
    for (int i = 0; i < count; i++) {
      sparse.forward(examples, (first + i) * features, scratch, i);
    }
  }

  /** The same for bytes, b standing for b / 255. */
  public void load(byte[] examples, int first, int count, InferenceScratch scratch) {
    if (sparse == null) {
      UnitBytes.toFloats(examples, first * features, count * features, scratch.at(0).data());
      return;
    }
    for (int i = 0; i < count; i++) {
      sparse.forward(examples, (first + i) * features, scratch, i);
    }
  }

  /**
   * Runs what was loaded through all layers.
   *
   * @return [count x d] and maybe more rows; valid until the scratch is used again
   */
  public Matrix run(int count, InferenceScratch scratch) {
    for (int i = 0; i < steps.size(); i++) {
      steps.get(i).run(count, scratch);
    }
    return scratch.at(output);
  }
}
