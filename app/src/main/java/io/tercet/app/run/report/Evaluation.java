package io.tercet.app.run.report;

import io.tercet.eval.CentroidAccuracy;
import io.tercet.eval.ClusterAgreement;
import io.tercet.eval.EmbeddingSpread;
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
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * All figures of an embedding space, by the names that machines read: retrieval, verification,
 * clusters, classifiers, spread. What cannot be judged, such as verification of a single class, is
 * left out and a note says why.
 */
public final class Evaluation {
  /** Balanced pairs for the ten folds where none are given: as many as LFW has. */
  private static final int FOLD_PAIRS = 6000;

  private static final int SPREAD_EXAMPLES = 2000;
  private static final int WAYS = 5;

  private final EvaluationInput evaluated;
  private final Seed seed;
  private final Workers workers;
  private final VectorSource queries;
  private final Map<String, Number> figures = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();
  private Optional<PairDistances> pairs = Optional.empty();
  private Optional<VerificationScores> verification = Optional.empty();

  private Evaluation(EvaluationInput evaluated, Seed seed, Workers workers) {
    this.evaluated = evaluated;
    this.seed = seed;
    this.workers = workers;
    this.queries = VectorSource.of(evaluated.queries());
  }

  /**
   * Judges embeddings.
   *
   * @param clusters whether they are clustered too, which takes longest where there are thousands
   *     of classes
   * @param progress hears the name of each part that may take long before it begins
   */
  public static Evaluation of(
      EvaluationInput evaluated,
      boolean clusters,
      Seed seed,
      Consumer<String> progress,
      Workers workers) {
    Evaluation scores = new Evaluation(evaluated, seed, workers);
    progress.accept("retrieval");
    scores.addRetrieval();
    progress.accept("verification");
    scores.attempt(scores::addVerification);
    scores.attempt(scores::addFolds);
    if (clusters) {
      progress.accept("clusters");
      scores.attempt(scores::addClusters);
    }
    scores.addCentroids();
    scores.attempt(() -> scores.addFewShot(1));
    scores.attempt(() -> scores.addFewShot(5));
    scores.addSpread();
    return scores;
  }

  private void attempt(Runnable part) {
    try {
      part.run();
    } catch (IllegalArgumentException e) {
      notes.add("left out: " + e.getMessage());
    }
  }

  private void addRetrieval() {
    RetrievalScores scores =
        evaluated.reference() == null
            ? RetrievalScores.amongThemselves(queries, evaluated.queryLabels(), workers)
            : RetrievalScores.of(
                queries,
                evaluated.queryLabels(),
                VectorSource.of(evaluated.reference()),
                evaluated.referenceLabels(),
                workers);
    if (scores.queries() > 0) {
      scores.atK().forEach(at -> figures.put("precision_at_" + at.k(), at.precision()));
      scores.atK().forEach(at -> figures.put("recall_at_" + at.k(), at.recall()));
      figures.put("r_precision", scores.rPrecision());
      figures.put("map_at_r", scores.meanAveragePrecisionAtR());
      figures.put("map", scores.meanAveragePrecision());
      figures.put("mrr", scores.meanReciprocalRank());
    } else {
      notes.add("left out: retrieval needs another example of a query's class, found none");
    }
    figures.put("queries", scores.queries());
    figures.put("queries_without_match", scores.withoutMatch());
  }

  private void addVerification() {
    int[] given = evaluated.pairs();
    PairDistances counted =
        given == null
            ? PairDistances.ofAll(queries, evaluated.queryLabels(), workers)
            : PairDistances.of(
                PairDistances.between(queries, given),
                PairDistances.same(evaluated.queryLabels(), given));
    VerificationScores scores = VerificationScores.of(counted);
    pairs = Optional.of(counted);
    verification = Optional.of(scores);
    figures.put("roc_auc", scores.rocAuc());
    figures.put("eer", scores.eer());
    figures.put("tar_at_far_1e-1", scores.tarAtFar1e1());
    figures.put("tar_at_far_1e-2", scores.tarAtFar1e2());
    figures.put("tar_at_far_1e-3", scores.tarAtFar1e3());
    if (Double.isFinite(scores.bestThreshold())) {
      figures.put("best_threshold", scores.bestThreshold());
    } else {
      notes.add("left out: best_threshold, as none is better than to accept no pair at all");
    }
    figures.put("best_accuracy", scores.bestAccuracy());
    figures.put("pairs", scores.pairs());
  }

  private void addFolds() {
    int[] given = evaluated.pairs();
    int[] folded = given == null ? balancedPairs() : given;
    FoldAccuracy accuracy =
        FoldAccuracy.of(
            PairDistances.between(queries, folded),
            PairDistances.same(evaluated.queryLabels(), folded));
    figures.put("lfw_accuracy", accuracy.mean());
    figures.put("lfw_standard_error", accuracy.standardError());
  }

  /** Of random triplets anchor with positive, and anchor with negative. */
  private int[] balancedPairs() {
    Batch triplets = new TripletSampler(evaluated.queryLabels(), FOLD_PAIRS / 2, seed).next();
    int[] drawn = new int[2 * FOLD_PAIRS];
    for (int i = 0; i < FOLD_PAIRS; i++) {
      int triplet = i / 2;
      drawn[2 * i] = triplets.anchor(triplet);
      drawn[2 * i + 1] = i % 2 == 0 ? triplets.positive(triplet) : triplets.negative(triplet);
    }
    return drawn;
  }

  private void addClusters() {
    int[] labels = evaluated.queryLabels();
    int classes = (int) Arrays.stream(labels).distinct().count();
    if (classes < 2 || classes == labels.length) {
      throw new IllegalArgumentException(
          "clusters need two classes, one with two examples, found %s of %s examples"
              .formatted(classes, labels.length));
    }
    int[] clusters = KMeans.of(queries, classes, seed, workers).assigned();
    ClusterAgreement agreement = ClusterAgreement.of(evaluated.queryLabels(), clusters);
    figures.put("nmi", agreement.nmi());
    figures.put("ami", agreement.ami());
  }

  private void addCentroids() {
    if (evaluated.reference() == null) {
      return;
    }
    Set<Integer> known = new HashSet<>();
    Arrays.stream(evaluated.referenceLabels()).forEach(known::add);
    if (Arrays.stream(evaluated.queryLabels()).noneMatch(known::contains)) {
      notes.add("left out: centroids need a query of a class of the reference, found none");
    } else {
      figures.put(
          "centroid_accuracy",
          CentroidAccuracy.of(
              queries,
              evaluated.queryLabels(),
              VectorSource.of(evaluated.reference()),
              evaluated.referenceLabels(),
              workers));
    }
  }

  private void addFewShot(int shots) {
    FewShotAccuracy accuracy =
        FewShotAccuracy.of(queries, evaluated.queryLabels(), WAYS, shots, seed);
    String name = "few_shot_" + accuracy.ways() + "_way_" + shots + "_shot";
    figures.put(name, accuracy.mean());
    figures.put(name + "_interval", accuracy.interval());
  }

  private void addSpread() {
    if (evaluated.queries().rows() < 2) {
      notes.add("left out: spread needs two embeddings, found " + evaluated.queries().rows());
      return;
    }
    Matrix some = evaluated.queries().head(Math.min(SPREAD_EXAMPLES, evaluated.queries().rows()));
    EmbeddingSpread spread = EmbeddingSpread.of(some);
    figures.put("spread", spread.relativeSpread());
    figures.put("effective_dimension", spread.effectiveDimension());
  }

  /** The figures by the names that machines read. */
  public Map<String, Number> byName() {
    return figures;
  }

  /** What the ROC is drawn from; empty where there is none. */
  public Optional<VerificationScores> verification() {
    return verification;
  }

  /** What the distance histogram is drawn from; empty where there is none. */
  public Optional<PairDistances> pairs() {
    return pairs;
  }

  /** A line for each thing that cannot be judged, and why. */
  public List<String> leftOut() {
    return List.copyOf(notes);
  }

  /** The figures for a terminal, and what was left out. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    figures.forEach((name, value) -> lines.add(line(name, value)));
    lines.addAll(notes);
    return lines;
  }

  private static String line(String name, Number value) {
    return value instanceof Integer || value instanceof Long
        ? String.format(Locale.ROOT, "%-31s %,12d", name, value.longValue())
        : String.format(Locale.ROOT, "%-31s %12.4f", name, value.doubleValue());
  }
}
