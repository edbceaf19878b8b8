/** Samplers: how batches are drawn and prefetched. */
@NullMarked
package io.tercet.sampling;

import org.jspecify.annotations.NullMarked;
