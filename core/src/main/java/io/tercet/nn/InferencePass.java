package io.tercet.nn;

import io.tercet.nn.op.DropoutKeys;
import io.tercet.nn.op.PackedLayerWeights;
import io.tercet.tensor.CsrRows;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Rows;
import io.tercet.tensor.SparseBatch;
import java.util.List;

/**
 * The forward pass of inference, with reusable buffers; not thread-safe. Spatial layers process a
 * few images at a time, whose values stay in L2; the layers after them process the whole chunk.
 */
final class InferencePass {
  private final Encoder encoder;
  private final List<PackedLayerWeights> packed;
  private final int capacity;
  private final Stage first;
  private final int few;
  private final boolean sparse;
  private final Matrix input;
  private final List<Matrix> near;
  private final List<Matrix> far;

  /**
   * @param packed as {@link Encoder#packForForward} left them
   * @param capacity rows at once
   */
  InferencePass(Encoder encoder, List<PackedLayerWeights> packed, int capacity) {
    this.encoder = encoder;
    this.packed = packed;
    this.capacity = capacity;
    this.first = encoder.stages().getFirst();
    this.few = Math.min(first.rows(), capacity);
    this.sparse = encoder.inputEncoding().sparse();
    this.input = Matrix.zeros(sparse ? 0 : few, encoder.size(0));
    this.near = encoder.buffers(0, first.end(), few);
    this.far = encoder.buffers(first.end() - 1, encoder.layers(), isOneStage() ? 0 : capacity);
  }

  private boolean isOneStage() {
    return first.end() == encoder.layers();
  }

  /** Embeds all rows, into {@code embeddings} from row {@code at} on. */
  void embed(Rows rows, Matrix embeddings, int at) {
    for (int from = 0; from < rows.rows(); from += capacity) {
      int to = Math.min(from + capacity, rows.rows());
      for (int row = from; row < to; row += few) {
        int count = Math.min(few, to - row);
        encoder.forward(first, take(rows, row, count), packed, 0, count, near, DropoutKeys.NONE);
        if (isOneStage()) {
          copy(near.getLast(), count, embeddings, at + row);
        } else {
          copy(near.getLast(), count, far.get(first.end() - 1), row - from);
        }
      }
      if (!isOneStage()) {
        for (Stage stage : encoder.stages().subList(1, encoder.stages().size())) {
          encoder.forward(stage, rows, packed, 0, to - from, far, DropoutKeys.NONE);
        }
        copy(far.getLast(), to - from, embeddings, at + from);
      }
    }
  }

  /** Some of the rows, converted to the form that the encoder reads. */
  private Rows take(Rows rows, int from, int count) {
    boolean whole = count == rows.rows();
    return switch (rows) {
      case SparseBatch entries when sparse -> whole ? entries : entries.entries(from, from + count);
      case Matrix dense when sparse -> CsrRows.of(dense, from, from + count);
      case Matrix dense when whole -> dense;
      case Matrix dense -> {
        int size = dense.columns();
        System.arraycopy(dense.data(), dense.offset(from), input.data(), 0, count * size);
        yield input.head(count);
      }
      case SparseBatch entries -> {
        entries.copyTo(from, from + count, input.data(), 0);
        yield input.head(count);
      }
    };
  }

  private static void copy(Matrix from, int count, Matrix to, int at) {
    System.arraycopy(from.data(), 0, to.data(), to.offset(at), count * from.columns());
  }
}
