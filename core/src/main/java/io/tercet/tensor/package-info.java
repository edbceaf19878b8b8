/** Matrices, dense and sparse, and where their numbers come from. */
@NullMarked
package io.tercet.tensor;

import org.jspecify.annotations.NullMarked;
