/** Distances between embeddings. */
@NullMarked
package io.tercet.distance;

import org.jspecify.annotations.NullMarked;
