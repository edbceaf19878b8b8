package io.tercet.eval;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How good an embedding space is, judged on test examples with the training examples as reference,
 * or with each other where their classes are unseen. What cannot be judged is empty.
 *
 * @param oneNearest accuracy of the 1-nearest-neighbour classifier, 0 to 1; empty without queries
 * @param fiveNearest accuracy of the 5-nearest-neighbour classifier, 0 to 1; empty without queries
 * @param queries number of test examples that were classified: those whose class the reference has
 * @param triplets how random test triplets lie; empty where the test examples make none
 */
public record EmbeddingScores(
    OptionalDouble oneNearest,
    OptionalDouble fiveNearest,
    int queries,
    Optional<TripletScores> triplets) {}
