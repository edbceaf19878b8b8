package io.tercet.table;

import io.tercet.data.DataException;
import io.tercet.io.TemporaryFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads tables, or finds them in the cache. */
final class TableReader {
  /** Bytes of numbers that are kept in memory; more go to a file. */
  static final long IN_MEMORY = 256L << 20;

  private TableReader() {}

  /**
   * Reads a table.
   *
   * @param limit bytes of numbers to keep in memory
   */
  static Table read(Path file, TableOptions options, long limit) throws IOException {
    LabelFile.requireFile(file);
    if (options.labelsFile() != null) {
      LabelFile.requireFile(options.labelsFile());
    }
    if (!Files.isReadable(file)) {
      throw new DataException("%s: cannot be read, expected a readable file".formatted(file));
    }
    TableCache cache = TableCache.of(file, options);
    Table cached = cache.find();
    return cached != null ? cached : decode(file, options, limit, cache);
  }

  private static Table decode(Path file, TableOptions options, long limit, TableCache cache)
      throws IOException {
    TableSource source = TableFormat.of(file).open(file, options);
    List<SourceColumn> columns = source.columns();
    List<String> names = columns.stream().map(SourceColumn::name).toList();
    ColumnChoice choice = ColumnChoice.of(file, names, options);
    try (TableBuilder table =
        new TableBuilder(source.place(), columns, choice, options, limit, cache.target())) {
      source.read(table);
      TextColumn labels = labels(options, table);
      TableAssembly assembly = new TableAssembly(table, options);
      TableHeader header = assembly.header(labels, source.notes());
      TemporaryFile written = table.store().file();
      if (written == null) {
        return new Table(header, table.store().inMemory(assembly.layout()));
      }
      return cache.keep(header, table.store().inFile(assembly.layout()));
    }
  }

  private static @Nullable TextColumn labels(TableOptions options, TableBuilder table)
      throws IOException {
    Path file = options.labelsFile();
    return file == null ? null : LabelFile.read(file, table.rows(), table.markers());
  }
}
