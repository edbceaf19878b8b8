/** The model file: a trained encoder, its preprocessing and its provenance, as safetensors. */
@NullMarked
package io.tercet.model;

import org.jspecify.annotations.NullMarked;
