/** Training: configuration and recipes, the loop, and the listeners it reports to. */
@NullMarked
package io.tercet.train;

import org.jspecify.annotations.NullMarked;
