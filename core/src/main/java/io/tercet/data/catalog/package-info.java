/** Public data sets by name: downloads, checksums, cache. */
@NullMarked
package io.tercet.data.catalog;

import org.jspecify.annotations.NullMarked;
