/**
 * The kernel interface: coarse operations on float32 arrays, and the choice of their
 * implementation.
 */
@NullMarked
package io.tercet.kernel;

import org.jspecify.annotations.NullMarked;
