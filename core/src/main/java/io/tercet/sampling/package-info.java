/**
 * Which examples make a batch: random triplets, listed triplets, classes x examples, shuffled
 * examples; prepared ahead of the training step.
 */
@NullMarked
package io.tercet.sampling;

import org.jspecify.annotations.NullMarked;
