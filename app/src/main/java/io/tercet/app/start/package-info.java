/** Short starts: warm-up and the rehearsal that fills the cache of compiled code. */
@NullMarked
package io.tercet.app.start;

import org.jspecify.annotations.NullMarked;
