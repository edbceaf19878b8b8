/** Optimizers and learning-rate schedules: how gradients become new weights. */
@NullMarked
package io.tercet.optim;

import org.jspecify.annotations.NullMarked;
