package io.tercet.loss.engine;

import io.tercet.distance.Distance;
import io.tercet.distance.DistanceVectors;
import io.tercet.parallel.Workers;
import io.tercet.sampling.ClassIndex;
import io.tercet.tensor.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * The anchors or the references of a loss: their vectors, sorted by class, so that the positives of
 * an anchor lie side by side.
 */
public final class SortedEmbeddings {
  private final DistanceVectors vectors;
  private final @Nullable DistanceVectors mined;
  private ClassIndex classes = new ClassIndex(new int[0]);
  private int[] order = new int[0];

  public SortedEmbeddings(Distance distance, @Nullable Distance minerDistance) {
    vectors = new DistanceVectors(distance);
    mined = minerDistance == null ? null : new DistanceVectors(minerDistance);
  }

  public void set(Matrix embeddings, int[] labels, Workers workers) {
    classes = new ClassIndex(labels);
    order = new int[labels.length];
    for (int place = 0; place < order.length; place++) {
      order[place] = classes.at(place);
    }
    vectors.set(embeddings, order, workers);
    if (mined != null) {
      mined.set(embeddings, order, workers);
    }
  }

  public DistanceVectors vectors() {
    return vectors;
  }

  /** Vectors as the miner looks at them; null where it has no distance of its own. */
  @Nullable DistanceVectors mined() {
    return mined;
  }

  public ClassIndex classes() {
    return classes;
  }

  /** Row of the embeddings that stands at a place. */
  public int row(int place) {
    return order[place];
  }

  public int label(int place) {
    return classes.labelAt(place);
  }

  /** Place of each row. */
  int[] places() {
    int[] places = new int[order.length];
    for (int place = 0; place < order.length; place++) {
      places[order[place]] = place;
    }
    return places;
  }

  int count() {
    return order.length;
  }

  /** Number of dimensions of the embeddings. */
  int dimensions() {
    return vectors.dimensions();
  }
}
