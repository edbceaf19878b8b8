package io.tercet.tensor;

/**
 * How the first layer reads an example. It fixes the order of additions and thereby the bits of an
 * embedding. It is chosen once, from the training data, and is part of the model:
 *
 * <pre>
 *   dense     x0 w0 + x1 w1 + ...                                   all features in their order
 *   sparse    bias + features of the dense columns in their order   then the others that are not 0
 * </pre>
 *
 * <p>Rows may be stored in any form; they are converted to the order of the model.
 *
 * @param sparse whether features that are 0 are left out
 * @param denseColumns columns whose features are never left out and come first; none where {@code
 *     sparse} is false
 */
public record InputEncoding(boolean sparse, DenseColumns denseColumns) {
  /** All features in their order. */
  public static final InputEncoding DENSE = new InputEncoding(false, DenseColumns.NONE);

  /** The features other than 0 in their order. */
  public static final InputEncoding SPARSE = new InputEncoding(true, DenseColumns.NONE);

  /**
   * Checks that only sparse inputs have dense columns.
   *
   * @throws IllegalArgumentException if they are given for dense inputs
   */
  public InputEncoding {
    if (!sparse && !denseColumns.equals(DenseColumns.NONE)) {
      throw new IllegalArgumentException("dense input has no dense columns, found " + denseColumns);
    }
  }

  /**
   * {@return whether examples of that many features can be encoded this way}
   *
   * @param features the number of features of an example
   */
  public boolean fits(int features) {
    return !sparse || features <= CsrRows.MAX_COLUMNS;
  }
}
