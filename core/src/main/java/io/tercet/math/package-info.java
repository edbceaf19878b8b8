/**
 * Matrices, the kernel seam with its SIMD and scalar implementations, parallel work, randomness.
 */
@NullMarked
package io.tercet.math;

import org.jspecify.annotations.NullMarked;
