package io.tercet;

import io.tercet.eval.CentroidAccuracy;
import io.tercet.eval.ClusterAgreement;
import io.tercet.eval.EmbeddingSpread;
import io.tercet.eval.EvaluationInput;
import io.tercet.eval.FewShotAccuracy;
import io.tercet.eval.FoldAccuracy;
import io.tercet.eval.KMeans;
import io.tercet.eval.PairDistances;
import io.tercet.eval.RetrievalScores;
import io.tercet.eval.VectorSource;
import io.tercet.eval.VerificationScores;
import io.tercet.parallel.Workers;
import io.tercet.sampling.Batch;
import io.tercet.sampling.TripletSampler;
import io.tercet.tensor.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Computes the parts of an {@link Evaluation}, one after the other. */
final class Evaluating {
  /** Balanced pairs for the ten folds where none are given: as many as LFW has. */
  private static final int FOLD_PAIRS = 6000;

  private static final int SPREAD_EXAMPLES = 2000;
  private static final int WAYS = 5;
  private static final int[] SHOTS = {1, 5};

  private final EvaluationInput input;
  private final Seed seed;
  private final Workers workers;
  private final VectorSource queries;
  private final List<String> notes = new ArrayList<>();

  Evaluating(EvaluationInput input, Seed seed, Workers workers) {
    this.input = input;
    this.seed = seed;
    this.workers = workers;
    this.queries = VectorSource.of(input.queries());
  }

  Evaluation all(boolean withClusters, Consumer<String> progress) {
    progress.accept("retrieval");
    RetrievalScores retrieval = retrieval();
    progress.accept("verification");
    Optional<PairDistances> pairs = attempt(this::pairs);
    Optional<VerificationScores> verification =
        pairs.flatMap(counted -> attempt(() -> verification(counted)));
    Optional<FoldAccuracy> folds = attempt(this::folds);
    if (withClusters) {
      progress.accept("clusters");
    }
    Optional<ClusterAgreement> clusters = withClusters ? attempt(this::clusters) : Optional.empty();
    OptionalDouble centroids = centroids();
    List<FewShotAccuracy> fewShot = new ArrayList<>();
    for (int shots : SHOTS) {
      attempt(() -> FewShotAccuracy.of(queries, input.queryLabels(), WAYS, shots, seed))
          .ifPresent(fewShot::add);
    }
    Optional<EmbeddingSpread> spread = spread();
    return new Evaluation(
        Optional.of(retrieval),
        verification,
        verification.isPresent() ? pairs : Optional.empty(),
        folds,
        clusters,
        centroids,
        fewShot,
        spread,
        notes);
  }

  private <T> Optional<T> attempt(Supplier<T> part) {
    try {
      return Optional.of(part.get());
    } catch (IllegalArgumentException e) {
      notes.add("left out: " + e.getMessage());
      return Optional.empty();
    }
  }

  private RetrievalScores retrieval() {
    RetrievalScores scores =
        input.reference() == null
            ? RetrievalScores.amongThemselves(queries, input.queryLabels(), workers)
            : RetrievalScores.of(
                queries,
                input.queryLabels(),
                VectorSource.of(input.reference()),
                input.referenceLabels(),
                workers);
    if (scores.queries() == 0) {
      notes.add("left out: retrieval needs another example of a query's class, found none");
    }
    return scores;
  }

  private PairDistances pairs() {
    int[] given = input.pairs();
    return given == null
        ? PairDistances.ofAll(queries, input.queryLabels(), workers)
        : PairDistances.of(
            PairDistances.between(queries, given), PairDistances.same(input.queryLabels(), given));
  }

  private VerificationScores verification(PairDistances counted) {
    VerificationScores scores = VerificationScores.of(counted);
    if (!Double.isFinite(scores.bestThreshold())) {
      notes.add("left out: best_threshold, as none is better than to accept no pair at all");
    }
    return scores;
  }

  private FoldAccuracy folds() {
    int[] given = input.pairs();
    int[] folded = given == null ? balancedPairs() : given;
    return FoldAccuracy.of(
        PairDistances.between(queries, folded), PairDistances.same(input.queryLabels(), folded));
  }

  /** Of random triplets anchor with positive, and anchor with negative. */
  private int[] balancedPairs() {
    Batch triplets = new TripletSampler(input.queryLabels(), FOLD_PAIRS / 2, seed).next();
    int[] drawn = new int[2 * FOLD_PAIRS];
    for (int i = 0; i < FOLD_PAIRS; i++) {
      int triplet = i / 2;
      drawn[2 * i] = triplets.anchor(triplet);
      drawn[2 * i + 1] = i % 2 == 0 ? triplets.positive(triplet) : triplets.negative(triplet);
    }
    return drawn;
  }

  private ClusterAgreement clusters() {
    int[] labels = input.queryLabels();
    int classes = (int) Arrays.stream(labels).distinct().count();
    if (classes < 2 || classes == labels.length) {
      throw new IllegalArgumentException(
          "clusters need two classes, one with two examples, found %s of %s examples"
              .formatted(classes, labels.length));
    }
    int[] assigned = KMeans.of(queries, classes, seed, workers).assigned();
    return ClusterAgreement.of(labels, assigned);
  }

  private OptionalDouble centroids() {
    if (input.reference() == null) {
      return OptionalDouble.empty();
    }
    Set<Integer> known = new HashSet<>();
    Arrays.stream(input.referenceLabels()).forEach(known::add);
    if (Arrays.stream(input.queryLabels()).noneMatch(known::contains)) {
      notes.add("left out: centroids need a query of a class of the reference, found none");
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        CentroidAccuracy.of(
            queries,
            input.queryLabels(),
            VectorSource.of(input.reference()),
            input.referenceLabels(),
            workers));
  }

  private Optional<EmbeddingSpread> spread() {
    int rows = input.queries().rows();
    if (rows < 2) {
      notes.add("left out: spread needs two embeddings, found " + rows);
      return Optional.empty();
    }
    return Optional.of(EmbeddingSpread.of(input.queries().head(Math.min(SPREAD_EXAMPLES, rows))));
  }
}
