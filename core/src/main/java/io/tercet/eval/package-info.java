/** Evaluation: neighbours, retrieval, verification, clusters, classifiers, spread. */
@NullMarked
package io.tercet.eval;

import org.jspecify.annotations.NullMarked;
