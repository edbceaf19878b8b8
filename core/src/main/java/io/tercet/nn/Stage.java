package io.tercet.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Layers that rows go through one after the other, in groups of rows.
 *
 * @param first the first layer
 * @param end one more than the last
 * @param rows how many rows at once; {@link Integer#MAX_VALUE} for all there are
 */
record Stage(int first, int end, int rows) {
  /** Numbers of a layer's output that go through the next layer while they are in L2. */
  private static final int NEAR = 1 << 17;

  /** Whether its layers are over pixels: else all rows there are go through at once. */
  boolean isSpatial() {
    return rows < Integer.MAX_VALUE;
  }

  /**
   * The stages of a network: layers over pixels take a few rows at a time, all others as many as
   * there are.
   *
   * @param shapes of the inputs (0), of the first layer's output (1), ...
   */
  static List<Stage> of(List<List<Integer>> shapes) {
    List<Stage> found = new ArrayList<>();
    int layers = shapes.size() - 1;
    int first = 0;
    for (int i = 1; i <= layers; i++) {
      if (i == layers || isSpatial(shapes, i) != isSpatial(shapes, first)) {
        int largest =
            IntStream.rangeClosed(first + 1, i)
                .map(depth -> Architecture.size(shapes.get(depth)))
                .max()
                .orElse(1);
        int rows = isSpatial(shapes, first) ? Math.max(1, NEAR / largest) : Integer.MAX_VALUE;
        found.add(new Stage(first, i, rows));
        first = i;
      }
    }
    return List.copyOf(found);
  }

  private static boolean isSpatial(List<List<Integer>> shapes, int layer) {
    return shapes.get(layer).size() == 3;
  }
}
