/** IDX files, the format of MNIST. */
@NullMarked
package io.tercet.data.idx;

import org.jspecify.annotations.NullMarked;
