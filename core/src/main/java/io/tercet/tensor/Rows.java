package io.tercet.tensor;

/** A block of examples [n x columns] as input of an encoder: dense or sparse. */
public sealed interface Rows permits Matrix, SparseBatch {

  /** {@return the number of examples, n} */
  int rows();

  /** {@return the number of features of each example} */
  int columns();
}
