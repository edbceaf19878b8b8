/** Image formats: headers, decoders, and limits. */
@NullMarked
package io.tercet.image.format;

import org.jspecify.annotations.NullMarked;
