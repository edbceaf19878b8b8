/** Encoders: layers as records, the parameters they need, the training and the inference pass. */
@NullMarked
package io.tercet.nn;

import org.jspecify.annotations.NullMarked;
