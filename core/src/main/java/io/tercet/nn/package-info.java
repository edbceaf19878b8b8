/** Encoders: layers as records, their parameters, and the training and inference passes. */
@NullMarked
package io.tercet.nn;

import org.jspecify.annotations.NullMarked;
