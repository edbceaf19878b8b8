/** Plots: triplets, embeddings on principal components, loss curves, verification. */
@NullMarked
package io.tercet.app.plot;

import org.jspecify.annotations.NullMarked;
