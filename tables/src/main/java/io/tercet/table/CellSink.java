package io.tercet.table;

import io.tercet.data.DataException;
import java.io.IOException;

/** Takes the cells of a file of text, row by row. */
interface CellSink {
  /** Begins a row; {@link Place} says which. */
  void beginRow() throws IOException;

  /**
   * Takes a cell.
   *
   * @param column its column
   * @param text holds it; may change after the call
   */
  void cell(int column, char[] text, int from, int to) throws DataException;

  /**
   * Ends a row.
   *
   * @return whether more rows are wanted
   */
  boolean endRow() throws IOException;
}
