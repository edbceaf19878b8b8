/** Pictures: triplets, embeddings on principal components, loss curves. */
@NullMarked
package io.tercet.app.picture;

import org.jspecify.annotations.NullMarked;
