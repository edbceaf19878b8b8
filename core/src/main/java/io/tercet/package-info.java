/**
 * The door: {@link io.tercet.EmbeddingModel} uses a trained model, {@link io.tercet.Training} makes
 * one, {@link io.tercet.Evaluation} says how good it is.
 */
@NullMarked
package io.tercet;

import org.jspecify.annotations.NullMarked;
