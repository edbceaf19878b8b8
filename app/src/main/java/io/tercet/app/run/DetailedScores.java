package io.tercet.app.run;

import io.tercet.data.RowReader;
import io.tercet.data.TrainTest;
import io.tercet.eval.Evaluator;
import io.tercet.eval.RetrievalScores;
import io.tercet.eval.VectorSource;
import io.tercet.eval.VerificationScores;
import io.tercet.math.Matrix;
import io.tercet.math.Seed;
import io.tercet.math.Workers;
import io.tercet.nn.Encoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The figures of retrieval and verification of an encoder.
 *
 * @param retrieval test examples as queries, training examples as reference
 * @param verification pairs of test examples
 */
public record DetailedScores(RetrievalScores retrieval, VerificationScores verification) {

  /** Judges an encoder. */
  public static DetailedScores of(Encoder encoder, long seed, TrainTest data, Workers workers) {
    Evaluator evaluator = new Evaluator(data, new Seed(seed), workers);
    VectorSource train =
        VectorSource.of(encoder.embed(RowReader.of(data.train(), workers), workers));
    VectorSource test = VectorSource.of(encoder.embed(RowReader.of(data.test(), workers), workers));
    return new DetailedScores(evaluator.retrieve(train, test), evaluator.verify(test));
  }

  /** Judges embeddings from anywhere [n x d], each against all the others. */
  public static DetailedScores of(Matrix embeddings, int[] labels, Seed seed, Workers workers) {
    VectorSource vectors = VectorSource.of(embeddings);
    return new DetailedScores(
        RetrievalScores.amongThemselves(vectors, labels, workers),
        Evaluator.verify(vectors, labels, seed));
  }

  /** The figures by the names that machines read. */
  public Map<String, Number> byName() {
    Map<String, Number> named = new LinkedHashMap<>();
    named.put("precision_at_1", retrieval.precisionAt1());
    named.put("recall_at_10", retrieval.recallAt10());
    named.put("r_precision", retrieval.rPrecision());
    named.put("map_at_r", retrieval.meanAveragePrecisionAtR());
    named.put("map", retrieval.meanAveragePrecision());
    named.put("mrr", retrieval.meanReciprocalRank());
    named.put("queries", retrieval.queries());
    named.put("queries_without_match", retrieval.withoutMatch());
    named.put("roc_auc", verification.rocAuc());
    named.put("eer", verification.eer());
    named.put("tar_at_far_1e-1", verification.tarAtFar1e1());
    named.put("tar_at_far_1e-2", verification.tarAtFar1e2());
    named.put("tar_at_far_1e-3", verification.tarAtFar1e3());
    named.put("best_threshold", verification.bestThreshold());
    named.put("best_accuracy", verification.bestAccuracy());
    named.put("pairs", verification.pairs());
    return named;
  }

  /** The figures for a terminal. */
  public List<String> lines() {
    return byName().entrySet().stream()
        .map(entry -> line(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static String line(String name, Number value) {
    return value instanceof Integer
        ? String.format(Locale.ROOT, "%-22s %,8d", name, value.intValue())
        : String.format(Locale.ROOT, "%-22s %8.4f", name, value.doubleValue());
  }
}
