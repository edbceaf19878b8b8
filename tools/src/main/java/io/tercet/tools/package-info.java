/** Programs that the build runs. */
@NullMarked
package io.tercet.tools;

import org.jspecify.annotations.NullMarked;
