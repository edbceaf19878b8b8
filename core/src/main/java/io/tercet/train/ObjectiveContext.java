package io.tercet.train;

import io.tercet.tensor.Seed;

/**
 * What an objective must know of encoder and data.
 *
 * @param classes number of classes of the data
 * @param dimensions d, of an embedding
 * @param unitLength whether the encoder makes embeddings of length 1
 * @param seed what miners and first proxies are drawn from
 */
public record ObjectiveContext(int classes, int dimensions, boolean unitLength, Seed seed) {}
