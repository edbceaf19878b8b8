package io.tercet.loss;

/**
 * The loss of one batch.
 *
 * @param loss its value
 * @param active share of the triplets whose loss is above 0, from 0 to 1
 */
public record LossValue(double loss, double active) {}
