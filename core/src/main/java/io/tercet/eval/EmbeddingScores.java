package io.tercet.eval;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The quality of an embedding space, evaluated on test examples with the training examples as
 * reference, or against each other if their classes are unseen. Scores that cannot be computed are
 * empty.
 *
 * @param oneNearest accuracy of the 1-nearest-neighbor classifier, 0 to 1; empty without queries
 * @param fiveNearest accuracy of the 5-nearest-neighbor classifier, 0 to 1; empty without queries
 * @param queries number of classified test examples: those whose class is in the reference
 * @param triplets scores of random test triplets; empty if the test examples form none
 */
public record EmbeddingScores(
    OptionalDouble oneNearest,
    OptionalDouble fiveNearest,
    int queries,
    Optional<TripletScores> triplets) {}
