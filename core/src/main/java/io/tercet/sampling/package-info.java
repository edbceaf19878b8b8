/** Samplers: which examples make a batch, and the batches made ahead of the step. */
@NullMarked
package io.tercet.sampling;

import org.jspecify.annotations.NullMarked;
