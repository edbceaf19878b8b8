package io.tercet.tensor;

/** A block of examples [n x columns] as input of an encoder: dense or sparse. */
public sealed interface Rows permits Matrix, SparseBatch {

  /** Number of examples, n. */
  int rows();

  /** Number of features of each example. */
  int columns();
}
