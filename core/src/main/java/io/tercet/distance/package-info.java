/** Distances and similarities of embeddings. */
@NullMarked
package io.tercet.distance;

import org.jspecify.annotations.NullMarked;
