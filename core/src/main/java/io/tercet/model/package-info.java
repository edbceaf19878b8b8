/** The model file: a trained encoder and where it came from, as safetensors. */
@NullMarked
package io.tercet.model;

import org.jspecify.annotations.NullMarked;
