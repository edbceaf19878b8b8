package io.tercet.table;

import java.io.IOException;
import java.util.List;

/** A file that has a table. */
interface TableSource {
  /** The beginning of the file. */
  Place place();

  /**
   * The columns, by the head of the file.
   *
   * @throws io.tercet.data.DataException if there is no table, or no row in it
   */
  List<SourceColumn> columns() throws IOException;

  /**
   * Reads all rows.
   *
   * @param table takes them; its columns are those of this file
   */
  void read(TableBuilder table) throws IOException;

  /** What else was found that people should know. */
  default List<String> notes() {
    return List.of();
  }
}
