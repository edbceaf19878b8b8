/** Data sets: examples with labels and ids, splits, arrays. */
@NullMarked
package io.tercet.data;

import org.jspecify.annotations.NullMarked;
