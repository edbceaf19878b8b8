/** Evaluation: nearest neighbors, retrieval, verification, clustering, classification, spread. */
@NullMarked
package io.tercet.eval;

import org.jspecify.annotations.NullMarked;
