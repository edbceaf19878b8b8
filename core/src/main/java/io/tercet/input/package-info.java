/** Examples as the encoder reads them: dense, sparse, or as packed bytes. */
@NullMarked
package io.tercet.input;

import org.jspecify.annotations.NullMarked;
