/** What computes losses: tiles of the distance matrix, one anchor at a time. */
@NullMarked
package io.tercet.loss.engine;

import org.jspecify.annotations.NullMarked;
