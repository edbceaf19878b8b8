package io.tercet.eval;

import io.tercet.data.TrainTest;
import io.tercet.math.Seed;
import io.tercet.math.Workers;
import io.tercet.sampling.Batch;
import io.tercet.sampling.TripletSampler;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Judges embedding spaces of one data set, all on the same test triplets. Test examples are the
 * queries, training examples the reference; where their classes are unseen, all other test examples
 * are.
 */
public final class Evaluator {
  private static final int TRIPLETS = 10_000;

  private final TrainTest data;
  private final int[] trainLabels;
  private final int[] testLabels;
  private final Seed seed;
  private final Batch triplets;
  private final Workers workers;

  /**
   * @param seed what samples are drawn from
   */
  public Evaluator(TrainTest data, Seed seed, Workers workers) {
    this.data = data;
    this.trainLabels = data.train().labels();
    this.testLabels = data.test().labels();
    this.seed = seed;
    this.triplets = new TripletSampler(testLabels, TRIPLETS, seed).next();
    this.workers = workers;
  }

  /**
   * Scores embeddings of all training and all test examples.
   *
   * @param train [training examples x d]
   * @param test [test examples x d]
   */
  public EmbeddingScores score(VectorSource train, VectorSource test) {
    return score(train, test, IntStream.range(0, test.count()).toArray());
  }

  /**
   * Scores the examples as they are, without an encoder: raw pixels.
   *
   * @param queries how many test examples to classify, a seeded sample if they are more; all if
   *     their classes are unseen
   */
  public EmbeddingScores scoreRaw(int queries) {
    VectorSource test = VectorSource.of(data.test());
    return score(VectorSource.of(data.train()), test, sample(test.count(), queries));
  }

  private EmbeddingScores score(VectorSource train, VectorSource test, int[] queries) {
    if (data.isOfUnseenClasses()) {
      Neighbors others = NearestNeighbors.searchOthers(test, 5, workers);
      return scores(others, testLabels, testLabels, test);
    }
    Neighbors neighbors = NearestNeighbors.search(test.select(queries), train, 5, workers);
    int[] labels = Arrays.stream(queries).map(i -> testLabels[i]).toArray();
    return scores(neighbors, labels, trainLabels, test);
  }

  private EmbeddingScores scores(
      Neighbors neighbors, int[] labels, int[] referenceLabels, VectorSource test) {
    return new EmbeddingScores(
        KnnAccuracy.of(neighbors, 1, labels, referenceLabels),
        KnnAccuracy.of(neighbors, 5, labels, referenceLabels),
        labels.length,
        TripletScores.of(test, triplets));
  }

  /** The first steps of a Fisher-Yates shuffle. */
  private int[] sample(int size, int count) {
    int[] indices = IntStream.range(0, size).toArray();
    if (count >= size) {
      return indices;
    }
    RandomGenerator random = seed.stream("evaluation");
    for (int i = 0; i < count; i++) {
      int j = i + random.nextInt(size - i);
      int drawn = indices[j];
      indices[j] = indices[i];
      indices[i] = drawn;
    }
    return Arrays.copyOf(indices, count);
  }
}
