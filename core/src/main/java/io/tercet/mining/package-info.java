/** Miners: select triplets or pairs of an embedded batch. */
@NullMarked
package io.tercet.mining;

import org.jspecify.annotations.NullMarked;
