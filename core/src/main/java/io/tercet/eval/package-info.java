/** How good embeddings are: nearest neighbours, accuracies, distances, principal components. */
@NullMarked
package io.tercet.eval;

import org.jspecify.annotations.NullMarked;
