package io.tercet.input;

import io.tercet.data.Dataset;
import io.tercet.data.ParallelReader;
import io.tercet.kernel.KernelChoice;
import io.tercet.parallel.Workers;
import io.tercet.tensor.CsrRows;
import io.tercet.tensor.SparseExamples;
import java.util.stream.IntStream;

/**
 * The non-zero features of a whole data set in CSR form.
 *
 * @param room maximum number of non-zero features of an example
 */
record CsrExamples(CsrRows rows, int room) implements SparseExamples {

  /** Bytes that the given number of entries take. */
  static long size(double entries) {
    return (long) (entries * (Character.BYTES + Float.BYTES));
  }

  /**
   * Lists the features in two passes over the examples: one counts entries, the other writes them.
   */
  static CsrExamples of(Dataset dataset, Workers workers) {
    int[] start = new int[dataset.size()];
    int[] end = new int[dataset.size()];
    ParallelReader.read(
        dataset,
        workers,
        (i, features) -> end[i] = KernelChoice.best().countNonZero(features.length, features, 0));
    int room = IntStream.of(end).max().orElse(0);
    int total = 0;
    for (int i = 0; i < start.length; i++) {
      start[i] = total;
      total = Math.addExact(total, end[i]);
      end[i] = total;
    }
    char[] column = new char[total];
    float[] value = new float[total];
    ParallelReader.read(
        dataset, workers, (i, features) -> writeNonZero(features, column, value, start[i]));
    return new CsrExamples(
        new CsrRows(start.length, dataset.features(), column, value, start, end), room);
  }

  private static void writeNonZero(float[] features, char[] column, float[] value, int at) {
    int next = at;
    for (int j = 0; j < features.length; j++) {
      if (features[j] != 0) {
        column[next] = (char) j;
        value[next++] = features[j];
      }
    }
  }

  @Override
  public int features() {
    return rows.columns();
  }

  @Override
  public void list(int[] examples, int count, char[] columns, float[] values, int[] ends) {
    int next = 0;
    for (int i = 0; i < count; i++) {
      int start = rows.start()[examples[i]];
      int length = rows.end()[examples[i]] - start;
      System.arraycopy(rows.column(), start, columns, next, length);
      System.arraycopy(rows.value(), start, values, next, length);
      next += length;
      ends[i] = next;
    }
  }
}
