/** The scalar kernels: the fallback, and the reference of the tests. */
@NullMarked
package io.tercet.kernel.scalar;

import org.jspecify.annotations.NullMarked;
