package io.tercet.tensor;

/** Unpacks rows of {@link DeltaByteRows}: the dense columns go between the entries. */
final class DeltaByteMerge {
  private DeltaByteMerge() {}

  /** Merges dense and sparse columns in ascending order; returns the end index. */
  static int list(DeltaByteRows rows, byte[] row, char[] columns, float[] values, int at) {
    DenseColumns dense = rows.denseColumns();
    int denseAt = rows.denseAt();
    int next = at;
    int entries = rows.entries(row, 0);
    int column = 0;
    int listed = 0;
    for (int e = rows.header(); e < rows.header() + entries; e++) {
      column += row[e] & 0xff;
      for (; listed < dense.count() && dense.column(listed) < column; listed++) {
        columns[next] = (char) dense.column(listed);
        values[next++] = UnitBytes.toFloat(row[denseAt + listed]);
      }
      columns[next] = (char) column;
      values[next++] = UnitBytes.toFloat(row[e + entries]);
    }
    for (; listed < dense.count(); listed++) {
      columns[next] = (char) dense.column(listed);
      values[next++] = UnitBytes.toFloat(row[denseAt + listed]);
    }
    return next;
  }
}
