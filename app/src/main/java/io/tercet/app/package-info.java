/** The {@code tercet} program: main class and version. */
@NullMarked
package io.tercet.app;

import org.jspecify.annotations.NullMarked;
