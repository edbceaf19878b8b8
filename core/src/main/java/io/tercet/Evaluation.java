package io.tercet;

import io.tercet.data.Dataset;
import io.tercet.data.TrainTestSplit;
import io.tercet.eval.ClusterAgreement;
import io.tercet.eval.EmbeddingSpread;
import io.tercet.eval.EvaluationInput;
import io.tercet.eval.FewShotAccuracy;
import io.tercet.eval.FoldAccuracy;
import io.tercet.eval.PairDistances;
import io.tercet.eval.RetrievalScores;
import io.tercet.eval.VerificationScores;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Seed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * All figures of an embedding space: retrieval, verification, clusters, classifiers, spread. What
 * the data cannot show, such as verification with a single class, is empty, and a line in {@code
 * leftOut} says why.
 *
 * @param retrieval precision@k, recall@k, R-precision, MAP@R, MAP, MRR
 * @param verification ROC, EER, TAR@FAR, the best threshold
 * @param pairs how many pairs lie how far apart: what the ROC is counted from
 * @param folds accuracy of ten folds as LFW has it
 * @param clusters how k-means and the classes agree
 * @param centroidAccuracy accuracy of the nearest class centroid, 0 to 1
 * @param fewShot accuracies of N ways and K shots
 * @param spread how embeddings fill their space
 * @param leftOut a line for each thing that is empty
 */
public record Evaluation(
    Optional<RetrievalScores> retrieval,
    Optional<VerificationScores> verification,
    Optional<PairDistances> pairs,
    Optional<FoldAccuracy> folds,
    Optional<ClusterAgreement> clusters,
    OptionalDouble centroidAccuracy,
    List<FewShotAccuracy> fewShot,
    Optional<EmbeddingSpread> spread,
    List<String> leftOut) {

  /** Copies the lists. */
  public Evaluation {
    fewShot = List.copyOf(fewShot);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * Evaluates a model on examples that are compared with each other, on all processors.
   *
   * @param model the model to evaluate
   * @param examples labeled examples, of the shape that the model takes
   * @return all figures that these examples allow
   * @throws IllegalArgumentException if the examples have another shape than the model's
   */
  public static Evaluation of(EmbeddingModel model, Dataset examples) {
    try (Workers workers = Workers.all()) {
      return of(
          new EvaluationInput(
              model.embed(examples, workers), examples.labels(), null, new int[0], null),
          workers);
    }
  }

  /**
   * Evaluates a model on test examples, on all processors: they are searched among the training
   * examples, or among each other where their classes are unseen.
   *
   * @param model the model to evaluate
   * @param data examples of the shape that the model takes
   * @return all figures that these examples allow
   * @throws IllegalArgumentException if the examples have another shape than the model's
   */
  public static Evaluation of(EmbeddingModel model, TrainTestSplit data) {
    if (data.isOfUnseenClasses()) {
      return of(model, data.test());
    }
    try (Workers workers = Workers.all()) {
      return of(
          new EvaluationInput(
              model.embed(data.test(), workers),
              data.test().labels(),
              model.embed(data.train(), workers),
              data.train().labels(),
              null),
          workers);
    }
  }

  private static Evaluation of(EvaluationInput input, Workers workers) {
    return of(input, true, new Seed(1), part -> {}, workers);
  }

  /**
   * Evaluates embeddings from anywhere.
   *
   * @param input embeddings and class numbers of the queries and, if there is one, of the reference
   *     set
   * @param clusters whether they are clustered too, which takes longest where there are thousands
   *     of classes
   * @param seed of k-means, of few-shot episodes and of the pairs of the ten folds
   * @param progress receives the name of each long-running part before it begins
   * @param workers the threads that run the tasks
   * @return all figures that the input allows
   */
  public static Evaluation of(
      EvaluationInput input,
      boolean clusters,
      Seed seed,
      Consumer<String> progress,
      Workers workers) {
    return new Evaluating(input, seed, workers).all(clusters, progress);
  }

  /** {@return the figures by the names that machines read; those that are empty are not there} */
  public Map<String, Number> byName() {
    Map<String, Number> figures = new LinkedHashMap<>();
    retrieval.ifPresent(scores -> addRetrieval(scores, figures));
    verification.ifPresent(scores -> addVerification(scores, figures));
    folds.ifPresent(accuracy -> {
      figures.put("lfw_accuracy", accuracy.mean());
      figures.put("lfw_standard_error", accuracy.standardError());
    });
    clusters.ifPresent(agreement -> {
      figures.put("nmi", agreement.nmi());
      figures.put("ami", agreement.ami());
    });
    centroidAccuracy.ifPresent(accuracy -> figures.put("centroid_accuracy", accuracy));
    for (FewShotAccuracy accuracy : fewShot) {
      // Joined, not formatted: digits of a name are the same in every locale.
      String name = "few_shot_" + accuracy.ways() + "_way_" + accuracy.shots() + "_shot";
      figures.put(name, accuracy.mean());
      figures.put(name + "_interval", accuracy.interval());
    }
    spread.ifPresent(found -> {
      figures.put("spread", found.relativeSpread());
      figures.put("effective_dimension", found.effectiveDimension());
    });
    return figures;
  }

  private static void addRetrieval(RetrievalScores scores, Map<String, Number> figures) {
    if (scores.queries() > 0) {
      scores.atK().forEach(at -> figures.put("precision_at_" + at.k(), at.precision()));
      scores.atK().forEach(at -> figures.put("recall_at_" + at.k(), at.recall()));
      figures.put("r_precision", scores.rPrecision());
      figures.put("map_at_r", scores.meanAveragePrecisionAtR());
      figures.put("map", scores.meanAveragePrecision());
      figures.put("mrr", scores.meanReciprocalRank());
    }
    figures.put("queries", scores.queries());
    figures.put("queries_without_match", scores.withoutMatch());
  }

  private static void addVerification(VerificationScores scores, Map<String, Number> figures) {
    figures.put("roc_auc", scores.rocAuc());
    figures.put("eer", scores.eer());
    figures.put("tar_at_far_1e-1", scores.tarAtFar1e1());
    figures.put("tar_at_far_1e-2", scores.tarAtFar1e2());
    figures.put("tar_at_far_1e-3", scores.tarAtFar1e3());
    if (Double.isFinite(scores.bestThreshold())) {
      figures.put("best_threshold", scores.bestThreshold());
    }
    figures.put("best_accuracy", scores.bestAccuracy());
    figures.put("pairs", scores.pairs());
  }

  /** {@return the figures for a terminal, and what was left out} */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    byName().forEach((name, value) -> lines.add(line(name, value)));
    lines.addAll(leftOut);
    return lines;
  }

  private static String line(String name, Number value) {
    return value instanceof Integer || value instanceof Long
        ? String.format(Locale.ROOT, "%-31s %,12d", name, value.longValue())
        : String.format(Locale.ROOT, "%-31s %12.4f", name, value.doubleValue());
  }
}
