/** Dense and sparse matrices, their storage, and seeded randomness. */
@NullMarked
package io.tercet.tensor;

import org.jspecify.annotations.NullMarked;
