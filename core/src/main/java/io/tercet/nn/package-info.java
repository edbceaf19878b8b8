/**
 * Encoders: layers as records, the weights they need, forward and backward; the Siamese network.
 */
@NullMarked
package io.tercet.nn;

import org.jspecify.annotations.NullMarked;
