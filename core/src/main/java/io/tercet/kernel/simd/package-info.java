/** The kernels on the Vector API. */
@NullMarked
package io.tercet.kernel.simd;

import org.jspecify.annotations.NullMarked;
