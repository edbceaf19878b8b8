/** The built-in data set of drawn glyphs. */
@NullMarked
package io.tercet.data.glyph;

import org.jspecify.annotations.NullMarked;
