/**
 * Tables: what people's files say, as numbers, categories and vectors, with a label for each row.
 */
@NullMarked
package io.tercet.table;

import org.jspecify.annotations.NullMarked;
