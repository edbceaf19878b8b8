package io.tercet.app.run;

import io.tercet.data.DataException;
import io.tercet.data.TrainTest;
import io.tercet.data.TrainTestReaders;
import io.tercet.eval.EmbeddingScores;
import io.tercet.eval.Evaluator;
import io.tercet.eval.VectorSource;
import io.tercet.math.Seed;
import io.tercet.math.Workers;
import io.tercet.nn.Encoder;
import java.util.List;

/**
 * How good an encoder is: untrained, trained, and against the raw features.
 *
 * @param untrained the encoder as it was before training
 * @param trained the encoder
 * @param raw the examples as they are
 * @param testExamples number of test examples; the raw ones may be judged on fewer
 * @param unseenClasses whether they are of classes that are not trained on
 * @param leftOut a line for each thing that cannot be judged on this data
 */
public record Scores(
    EmbeddingScores untrained,
    EmbeddingScores trained,
    EmbeddingScores raw,
    int testExamples,
    boolean unseenClasses,
    List<String> leftOut) {
  /** Raw features have many dimensions: as many queries as take a second or so. */
  private static final int RAW_QUERIES = 2000;

  /** Scores an encoder whose weights were drawn from that seed. */
  public static Scores of(Encoder encoder, long seed, TrainTestReaders readers, Workers workers)
      throws DataException {
    TrainTest data = readers.data();
    Evaluator evaluator = new Evaluator(data, new Seed(seed), workers);
    Encoder untrained =
        Encoder.initial(encoder.architecture(), new Seed(seed))
            .withInputEncoding(encoder.inputEncoding());
    return new Scores(
        score(untrained, evaluator, readers, workers),
        score(encoder, evaluator, readers, workers),
        evaluator.scoreRaw(RAW_QUERIES),
        data.test().size(),
        data.isOfUnseenClasses(),
        evaluator.leftOut());
  }

  private static EmbeddingScores score(
      Encoder encoder, Evaluator evaluator, TrainTestReaders readers, Workers workers)
      throws DataException {
    return evaluator.score(
        VectorSource.of(FiniteEmbeddings.require(encoder.embed(readers.train(), workers))),
        VectorSource.of(FiniteEmbeddings.require(encoder.embed(readers.test(), workers))));
  }

  /** Whether the raw features classify better than the trained embeddings. */
  boolean rawIsBetter() {
    return raw.fiveNearest().isPresent()
        && trained.fiveNearest().isPresent()
        && raw.fiveNearest().getAsDouble() > trained.fiveNearest().getAsDouble();
  }
}
