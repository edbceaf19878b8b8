package io.tercet.mining;

import io.tercet.Golden;
import io.tercet.distance.Distance;
import io.tercet.distance.DistanceTiles;
import io.tercet.distance.DistanceVectors;
import io.tercet.parallel.Workers;
import io.tercet.sampling.ClassIndex;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Seed;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** The rows that a miner sees of a whole batch, one anchor after the other. */
final class MinedRows {
  private final ClassIndex classes;
  private final int[] order;
  private final float[] values;
  private final AnchorRow row;

  MinedRows(Matrix embeddings, int[] labels, Distance distance) {
    classes = new ClassIndex(labels);
    order = IntStream.range(0, labels.length).map(classes::at).toArray();
    values = new float[order.length * order.length];
    row = new AnchorRow(distance.isSimilarity(), new Seed(1));
    row.start(1, order.length, embeddings.columns());
    DistanceVectors vectors = new DistanceVectors(distance);
    vectors.set(embeddings, order, new Workers(1));
    new DistanceTiles(distance, vectors, vectors).compute(0, order.length, values);
  }

  static MinedRows of(JsonNode golden, Distance distance) {
    Matrix embeddings = Golden.matrix(golden.get("embeddings"));
    return new MinedRows(embeddings, Golden.ints(golden.get("labels")), distance);
  }

  int size() {
    return order.length;
  }

  /** Example of the batch at a place of the row. */
  int example(int place) {
    return order[place];
  }

  /** Receives each anchor, by its example, with its row. */
  void forEach(BiConsumer<Integer, AnchorRow> visitor) {
    for (int place = 0; place < order.length; place++) {
      int label = classes.labelAt(place);
      row.moveTo(place, classes, label, place, values, place * order.length);
      visitor.accept(order[place], row);
    }
  }
}
