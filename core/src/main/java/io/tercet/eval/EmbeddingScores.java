package io.tercet.eval;

/**
 * How good an embedding space is, judged on test examples with the training examples as reference,
 * or with each other where their classes are unseen.
 *
 * @param oneNearest accuracy of the 1-nearest-neighbour classifier, 0 to 1
 * @param fiveNearest accuracy of the 5-nearest-neighbour classifier, 0 to 1
 * @param queries number of test examples that were classified
 * @param triplets how random test triplets lie
 */
public record EmbeddingScores(
    double oneNearest, double fiveNearest, int queries, TripletScores triplets) {}
