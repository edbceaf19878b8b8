/** Pictures as people have them: files of many formats, in folders that name their classes. */
@NullMarked
package io.tercet.image;

import org.jspecify.annotations.NullMarked;
