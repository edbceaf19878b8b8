/** What runs the layers: forward and backward of each kind, on packed weights. */
@NullMarked
package io.tercet.nn.op;

import org.jspecify.annotations.NullMarked;
