package io.tercet.loss;

import io.tercet.tensor.Seed;

/**
 * What a loss may know of the encoder and the data when a training begins.
 *
 * @param classes number of classes of the data
 * @param dimensions d, of an embedding
 * @param unitLength whether the encoder makes embeddings of length 1
 * @param seed what miners and first proxies are drawn from
 */
public record LossContext(int classes, int dimensions, boolean unitLength, Seed seed) {}
