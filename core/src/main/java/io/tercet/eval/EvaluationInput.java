package io.tercet.eval;

import io.tercet.data.DataException;
import io.tercet.data.TrainTestSplit;
import io.tercet.input.EncodedSplit;
import io.tercet.nn.Encoder;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * Embeddings to be evaluated.
 *
 * @param queries [n x d]
 * @param queryLabels class of each query
 * @param reference [m x d]; null where each query is compared with all the others
 * @param referenceLabels class of each reference embedding; empty without a reference
 * @param pairs pairs of queries to verify, first and second of one after the other; null for all
 */
@SuppressWarnings("ArrayRecordComponent")
public record EvaluationInput(
    Matrix queries,
    int[] queryLabels,
    @Nullable Matrix reference,
    int[] referenceLabels,
    int @Nullable [] pairs) {

  /**
   * {@return test examples against training examples, or against each other if of unseen classes}
   *
   * @param encoder embeds the examples
   * @param readers the encoded training and test examples
   * @param pairs pairs of test examples to verify, first and second of one after the other; null
   *     for all
   * @param workers the threads that run the tasks
   * @throws DataException if an embedding is not finite or too long for distances in float32
   */
  public static EvaluationInput of(
      Encoder encoder, EncodedSplit readers, int @Nullable [] pairs, Workers workers)
      throws DataException {
    TrainTestSplit data = readers.data();
    Matrix queries = FiniteEmbeddings.require(encoder.embed(readers.test(), workers));
    if (data.isOfUnseenClasses()) {
      return new EvaluationInput(queries, data.test().labels(), null, new int[0], pairs);
    }
    return new EvaluationInput(
        queries,
        data.test().labels(),
        FiniteEmbeddings.require(encoder.embed(readers.train(), workers)),
        data.train().labels(),
        pairs);
  }
}
