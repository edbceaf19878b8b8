package io.tercet.table;

import io.tercet.data.Dataset;
import io.tercet.data.Preprocessing;
import io.tercet.data.Subset;
import io.tercet.data.TrainTestSplit;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Splits tables into training and test rows, encoded with constants that come from the training
 * rows alone: a test row that had a say in them would be known to the model.
 */
public final class TableSplits {
  private TableSplits() {}

  /**
   * {@return the parts of a table, encoded alike}
   *
   * @param table the table
   * @param scaling what the numbers are scaled to
   * @param split chooses the parts, for instance {@link io.tercet.data.Splits#byFraction}; it makes
   *     views of what it is given
   * @throws IllegalArgumentException if no column has a value in the training rows
   */
  public static TrainTestSplit fit(
      Table table, TableScaling scaling, Function<Dataset, TrainTestSplit> split) {
    int[] all = IntStream.range(0, table.rows()).toArray();
    TableDataset raw = TableDataset.of(table, TableScaling.NONE.fit(table, all));
    TrainTestSplit parts = split.apply(raw);
    Dataset train = parts.train();
    int[] rows = IntStream.range(0, train.size()).map(i -> row(train, i)).toArray();
    return encoded(table, scaling.fit(table, rows), parts);
  }

  /**
   * {@return the parts of a table, encoded as a model takes them}
   *
   * @param table the table
   * @param preprocessing the model's
   * @param split chooses the parts
   * @throws IllegalArgumentException if a column of the model is missing or of another kind
   */
  public static TrainTestSplit encode(
      Table table, Preprocessing preprocessing, Function<Dataset, TrainTestSplit> split) {
    return split.apply(TableDataset.of(table, preprocessing));
  }

  private static TrainTestSplit encoded(
      Table table, Preprocessing preprocessing, TrainTestSplit parts) {
    TableDataset encoded = TableDataset.of(table, preprocessing);
    return new TrainTestSplit(
        parts.name(), encoded(encoded, parts.train()), encoded(encoded, parts.test()));
  }

  /** The same view of the encoded rows. */
  private static Dataset encoded(TableDataset rows, Dataset part) {
    return part instanceof Subset view
        ? new Subset(encoded(rows, view.whole()), view.indices(), view.classNames(), view.labels())
        : rows;
  }

  private static int row(Dataset part, int index) {
    return switch (part) {
      case Subset view -> row(view.whole(), view.indices()[index]);
      case TableDataset rows -> rows.row(index);
      default -> throw new IllegalArgumentException("expected views of the table's rows");
    };
  }
}
