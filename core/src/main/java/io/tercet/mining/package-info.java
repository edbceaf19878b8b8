/** Miners: which triplets or pairs of an embedded batch count. */
@NullMarked
package io.tercet.mining;

import org.jspecify.annotations.NullMarked;
