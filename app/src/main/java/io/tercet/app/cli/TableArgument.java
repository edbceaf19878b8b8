package io.tercet.app.cli;

import io.tercet.app.cli.option.FolderOptions;
import io.tercet.app.cli.option.TableFlags;
import io.tercet.app.cli.option.UsageException;
import io.tercet.app.run.InputErrors;
import io.tercet.data.Dataset;
import io.tercet.data.Preprocessing;
import io.tercet.data.TrainTestSplit;
import io.tercet.data.catalog.CacheFolder;
import io.tercet.table.Table;
import io.tercet.table.TableColumn;
import io.tercet.table.TableDataset;
import io.tercet.table.TableOptions;
import io.tercet.table.TableSplits;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A table that is named as data. */
final class TableArgument {
  /** What names of tables end in. */
  static final List<String> EXTENSIONS =
      List.of(
          ".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz", ".parquet", ".jsonl", ".ndjson", ".npy");

  private final TableFlags flags;
  private final Map<String, Object> origin;
  private final PrintWriter out;

  /**
   * @param origin receives how the table was read
   * @param out receives what was found
   */
  TableArgument(FolderOptions folders, Map<String, Object> origin, PrintWriter out) {
    this.flags = folders.tables();
    this.origin = origin;
    this.out = out;
  }

  /** Whether a name is that of a file with the extension of a table. */
  static boolean isTable(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    try {
      return EXTENSIONS.stream().anyMatch(lower::endsWith) && Files.isRegularFile(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /**
   * The parts of a table, encoded by the training part or, with a model, as the model takes them.
   *
   * @param split chooses the parts
   */
  TrainTestSplit load(String name, Function<Dataset, TrainTestSplit> split) throws IOException {
    Table table = read(Path.of(name), true);
    Preprocessing model = flags.ofModel();
    return InputErrors.check(() ->
        model == null
            ? TableSplits.fit(table, flags.scaling(), split)
            : TableSplits.encode(table, model, split));
  }

  /**
   * Another table, encoded as training examples are and with their classes.
   *
   * @param train the training examples, rows of a table
   */
  Dataset loadLike(Path file, Dataset train) throws IOException {
    Preprocessing preprocessing = train.preprocessing();
    TableOptions options = flags.options(cache(), true).withFeatures(preprocessing.columnNames());
    Table table = Table.read(file, options);
    table.notes().forEach(out::println);
    return InputErrors.check(() -> TableDataset.of(table, preprocessing, train.classNames()));
  }

  /** All rows, in order, with or without a label. */
  Dataset loadWhole(String name) throws IOException {
    Table table = read(Path.of(name), false);
    Preprocessing model = flags.ofModel();
    int[] all = IntStream.range(0, table.rows()).toArray();
    return InputErrors.check(
        () -> TableDataset.ofAll(table, model == null ? flags.scaling().fit(table, all) : model));
  }

  private Table read(Path file, boolean needsLabel) throws IOException {
    TableOptions options = InputErrors.check(() -> flags.options(cache(), needsLabel));
    Table table = Table.read(file, options);
    if (flags.isAllNumeric() && flags.ofModel() == null) {
      List<String> numeric =
          table.columns().stream()
              .filter(column -> column.kind() != TableColumn.Kind.CATEGORY)
              .map(TableColumn::name)
              .toList();
      if (numeric.isEmpty()) {
        throw new UsageException(
            "--features all-numeric: %s has no numeric column".formatted(file));
      }
      if (numeric.size() < table.columns().size()) {
        table = Table.read(file, options.withFeatures(numeric));
      }
    }
    flags.describe(table, origin);
    table.notes().forEach(out::println);
    return table;
  }

  private static Path cache() {
    return CacheFolder.ofUser().resolve("tables");
  }
}
