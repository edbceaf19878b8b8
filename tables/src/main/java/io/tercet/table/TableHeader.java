package io.tercet.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All of a table but its numbers.
 *
 * @param name the name of the file
 * @param rows the number of rows
 * @param columns the feature columns
 * @param label the label, or null
 * @param id the id, or null
 * @param group the group, or null
 * @param notes what was found
 */
record TableHeader(
    String name,
    int rows,
    List<TableColumn> columns,
    @Nullable TextColumn label,
    @Nullable TextColumn id,
    @Nullable TextColumn group,
    List<String> notes) {
  TableHeader {
    columns = List.copyOf(columns);
    notes = List.copyOf(notes);
  }

  int width() {
    return columns.stream().mapToInt(TableColumn::size).sum();
  }
}
