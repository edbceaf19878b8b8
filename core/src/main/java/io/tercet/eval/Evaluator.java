package io.tercet.eval;

import io.tercet.data.TrainTestSplit;
import io.tercet.parallel.Workers;
import io.tercet.sampling.Batch;
import io.tercet.sampling.TripletSampler;
import io.tercet.tensor.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Evaluates embedding spaces of one data set on the same test triplets. Test examples are the
 * queries and training examples the reference; if the test classes are unseen, the reference of a
 * query is all other test examples. Queries whose class is not in the reference are skipped; {@link
 * #leftOut} reports them.
 */
public final class Evaluator {
  private static final int TRIPLETS = 10_000;

  private final TrainTestSplit data;
  private final int[] trainLabels;
  private final int[] testLabels;
  private final Seed seed;
  private final Optional<Batch> triplets;
  private final boolean[] hasMatch;
  private final List<String> leftOut = new ArrayList<>();
  private final Workers workers;

  /**
   * Creates an evaluator, which draws its test triplets.
   *
   * @param data training and test examples
   * @param seed the seed of random samples
   * @param workers the threads that run the tasks
   */
  public Evaluator(TrainTestSplit data, Seed seed, Workers workers) {
    this.data = data;
    this.trainLabels = data.train().labels();
    this.testLabels = data.test().labels();
    this.seed = seed;
    this.triplets = drawTriplets();
    this.hasMatch = findMatches();
    this.workers = workers;
  }

  private Optional<Batch> drawTriplets() {
    try {
      return Optional.of(new TripletSampler(testLabels, TRIPLETS, seed).next());
    } catch (IllegalArgumentException e) {
      leftOut.add("distances of test triplets are left out: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** For each test example, whether the reference has another example of its class. */
  private boolean[] findMatches() {
    boolean unseen = data.isOfUnseenClasses();
    int[] reference = unseen ? testLabels : trainLabels;
    int[] counts =
        new int[Math.max(data.train().classNames().size(), data.test().classNames().size())];
    Arrays.stream(reference).forEach(label -> counts[label]++);
    int least = unseen ? 2 : 1; // the query itself does not count
    boolean[] found = new boolean[testLabels.length];
    int without = 0;
    for (int i = 0; i < found.length; i++) {
      found[i] = counts[testLabels[i]] >= least;
      without += found[i] ? 0 : 1;
    }
    if (without > 0 || found.length == 0) {
      leftOut.add(
          "1-NN, 5-NN leave out %s of %s test examples: the reference has no other of their class"
              .formatted(without, found.length));
    }
    return found;
  }

  /** {@return one line for each score that cannot be computed on this data; empty if all can} */
  public List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  /**
   * Scores embeddings of all training and all test examples.
   *
   * @param train [training examples x d]
   * @param test [test examples x d]
   * @return the scores; those that cannot be computed are empty
   */
  public EmbeddingScores score(VectorSource train, VectorSource test) {
    return score(train, test, IntStream.range(0, test.count()).toArray());
  }

  /**
   * Scores the raw features without an encoder, such as pixels.
   *
   * @param queries maximum number of test examples to classify, a seeded sample if there are more;
   *     all if their classes are unseen
   */
  EmbeddingScores scoreRaw(int queries) {
    VectorSource test = VectorSource.of(data.test());
    return score(VectorSource.of(data.train()), test, sample(test.count(), queries));
  }

  private EmbeddingScores score(VectorSource train, VectorSource test, int[] queries) {
    int[] evaluated = Arrays.stream(queries).filter(i -> hasMatch[i]).toArray();
    Optional<TripletScores> lie = triplets.map(batch -> TripletScores.of(test, batch));
    if (evaluated.length == 0) {
      return new EmbeddingScores(OptionalDouble.empty(), OptionalDouble.empty(), 0, lie);
    }
    if (data.isOfUnseenClasses()) {
      Neighbors others = NearestNeighbors.searchOthers(test, 5, workers);
      return scores(others, evaluated, testLabels, testLabels, lie);
    }
    Neighbors neighbors = NearestNeighbors.search(test.select(evaluated), train, 5, workers);
    int[] labels = Arrays.stream(evaluated).map(i -> testLabels[i]).toArray();
    int[] all = IntStream.range(0, evaluated.length).toArray();
    return scores(neighbors, all, labels, trainLabels, lie);
  }

  private static EmbeddingScores scores(
      Neighbors neighbors,
      int[] evaluated,
      int[] labels,
      int[] referenceLabels,
      Optional<TripletScores> triplets) {
    return new EmbeddingScores(
        OptionalDouble.of(KnnAccuracy.of(neighbors, 1, evaluated, labels, referenceLabels)),
        OptionalDouble.of(KnnAccuracy.of(neighbors, 5, evaluated, labels, referenceLabels)),
        evaluated.length,
        triplets);
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
