/**
 * Which triplets or pairs of an embedded batch count. Empty so far: triplets come from the sampler.
 */
@NullMarked
package io.tercet.mining;

import org.jspecify.annotations.NullMarked;
