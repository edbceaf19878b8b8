/** Training: configuration and recipes, the loop, and the listeners that hear how it goes. */
@NullMarked
package io.tercet.train;

import org.jspecify.annotations.NullMarked;
