package io.tercet.table;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.data.DataException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What tests of tables share. */
final class Tables {
  static final TableOptions UNLABELLED = TableOptions.DEFAULT.withRequireLabel(false);

  private Tables() {}

  /** A row's numbers. */
  static float[] row(Table table, int row) {
    float[] values = new float[table.width()];
    table.read(row, values, 0);
    return values;
  }

  /** A file among the resources. */
  static Path resource(String name) throws URISyntaxException {
    URL found = Objects.requireNonNull(Tables.class.getResource("/" + name), name);
    return Path.of(found.toURI());
  }

  /** Expects an error of one line that begins with the path. */
  static void refused(Path file, TableOptions options, String message) {
    assertThatThrownBy(() -> Table.read(file, options))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message)
        .message()
        .doesNotContain("\n");
  }

  static TextColumn label(Table table) {
    return Objects.requireNonNull(table.label());
  }

  static List<String> names(Table table) {
    return table.columns().stream().map(TableColumn::name).toList();
  }

  /** The texts of a column; "-" if missing. */
  static List<String> texts(TextColumn column, int rows) {
    List<String> texts = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      texts.add(Objects.requireNonNullElse(column.text(row), "-"));
    }
    return texts;
  }
}
