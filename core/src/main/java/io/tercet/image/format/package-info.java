/** The image formats: headers, decoders, and the limits they keep. */
@NullMarked
package io.tercet.image.format;

import org.jspecify.annotations.NullMarked;
