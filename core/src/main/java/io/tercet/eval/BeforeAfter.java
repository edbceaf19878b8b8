package io.tercet.eval;

import io.tercet.data.DataException;
import io.tercet.data.TrainTestSplit;
import io.tercet.input.EncodedSplit;
import io.tercet.nn.Encoder;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Seed;
import java.util.List;

/**
 * How good an encoder is: untrained, trained, and against the raw features.
 *
 * @param untrained the encoder as it was before training
 * @param trained the encoder
 * @param raw the examples as they are
 * @param testExamples number of test examples; raw features may be evaluated on fewer
 * @param ofImages whether the examples are images; else they are vectors of features
 * @param unseenClasses whether they are of classes that are not trained on
 * @param leftOut one line for each score that cannot be computed on this data
 */
public record BeforeAfter(
    EmbeddingScores untrained,
    EmbeddingScores trained,
    EmbeddingScores raw,
    int testExamples,
    boolean ofImages,
    boolean unseenClasses,
    List<String> leftOut) {
  /** Raw features have many dimensions: as many queries as take a second or so. */
  private static final int RAW_QUERIES = 2000;

  /**
   * Scores an encoder whose weights were drawn from that seed.
   *
   * @param encoder the trained encoder
   * @param seed the seed of the initial weights; random samples are drawn from it too
   * @param readers training and test examples, of the shape that the encoder takes
   * @param workers the threads that run the tasks
   * @return scores before and after training, and of the raw features
   * @throws DataException if an embedding is not finite or too long for distances in float32
   */
  public static BeforeAfter of(Encoder encoder, long seed, EncodedSplit readers, Workers workers)
      throws DataException {
    TrainTestSplit data = readers.data();
    Evaluator evaluator = new Evaluator(data, new Seed(seed), workers);
    Encoder untrained =
        Encoder.initial(encoder.architecture(), new Seed(seed))
            .withInputEncoding(encoder.inputEncoding());
    return new BeforeAfter(
        score(untrained, evaluator, readers, workers),
        score(encoder, evaluator, readers, workers),
        evaluator.scoreRaw(RAW_QUERIES),
        data.test().size(),
        data.test().shape().size() > 1,
        data.isOfUnseenClasses(),
        evaluator.leftOut());
  }

  private static EmbeddingScores score(
      Encoder encoder, Evaluator evaluator, EncodedSplit readers, Workers workers)
      throws DataException {
    return evaluator.score(
        VectorSource.of(FiniteEmbeddings.require(encoder.embed(readers.train(), workers))),
        VectorSource.of(FiniteEmbeddings.require(encoder.embed(readers.test(), workers))));
  }

  /** {@return whether the raw features classify better than the trained embeddings} */
  public boolean rawIsBetter() {
    return raw.fiveNearest().isPresent()
        && trained.fiveNearest().isPresent()
        && raw.fiveNearest().getAsDouble() > trained.fiveNearest().getAsDouble();
  }
}
