package io.tercet.table;

/**
 * Count, mean, deviation and range of the numbers of a column, in double, in one pass (Welford
 * 1962). Missing values are not counted. Not thread-safe.
 */
final class ColumnStatistics {
  private long count;
  private double mean;
  private double squares;
  private double least = Double.POSITIVE_INFINITY;
  private double most = Double.NEGATIVE_INFINITY;

  void add(float value) {
    if (Float.isNaN(value)) {
      return;
    }
    count++;
    double difference = value - mean;
    mean += difference / count;
    squares += difference * (value - mean);
    least = Math.min(least, value);
    most = Math.max(most, value);
  }

  long count() {
    return count;
  }

  double mean() {
    return mean;
  }

  /** The standard deviation of the numbers seen, not of a population (divided by n); 0 if equal. */
  double deviation() {
    return least < most ? Math.sqrt(squares / count) : 0;
  }

  double least() {
    return least;
  }

  double most() {
    return most;
  }
}
