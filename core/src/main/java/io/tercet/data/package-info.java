/**
 * Data sets and their readers: IDX files, MNIST, the built-in glyphs, arrays; whole-file writing.
 */
@NullMarked
package io.tercet.data;

import org.jspecify.annotations.NullMarked;
