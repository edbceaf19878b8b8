/** The computation of layers: forward and backward passes on packed weights. */
@NullMarked
package io.tercet.nn.op;

import org.jspecify.annotations.NullMarked;
