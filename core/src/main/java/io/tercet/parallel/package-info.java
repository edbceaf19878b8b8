/** Worker threads, and the shards that work is split into. */
@NullMarked
package io.tercet.parallel;

import org.jspecify.annotations.NullMarked;
