/** Worker threads and the shards they share out. */
@NullMarked
package io.tercet.parallel;

import org.jspecify.annotations.NullMarked;
