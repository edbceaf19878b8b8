/** A run: training from data to run folder, its state and its lock. */
@NullMarked
package io.tercet.app.run;

import org.jspecify.annotations.NullMarked;
