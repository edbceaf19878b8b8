/** The program: where {@code tercet} begins. */
@NullMarked
package io.tercet.app;

import org.jspecify.annotations.NullMarked;
