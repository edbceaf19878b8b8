package io.tercet.table;

/**
 * A column of a file.
 *
 * @param name its name
 * @param guess what its cells are
 */
record SourceColumn(String name, TypeGuess guess) {}
