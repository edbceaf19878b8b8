/** Files: atomic writing, NPY, safetensors, strict JSON, lists of examples. */
@NullMarked
package io.tercet.io;

import org.jspecify.annotations.NullMarked;
