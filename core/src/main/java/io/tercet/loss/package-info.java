/** Losses: the loss of an embedded batch and its gradient with respect to the embeddings. */
@NullMarked
package io.tercet.loss;

import org.jspecify.annotations.NullMarked;
