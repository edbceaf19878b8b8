package io.tercet.table;

import io.tercet.io.NpyFile;
import io.tercet.tensor.Matrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A NumPy file of a matrix [n x d]: a vector of d numbers in each row. */
final class NumpyTable implements TableSource {
  private static final String NAME = "features";

  private final Path file;
  private final Matrix matrix;

  NumpyTable(Path file) throws IOException {
    this.file = file;
    this.matrix = NpyFile.readNumbers(file);
  }

  @Override
  public Place place() {
    return new Place(file, "");
  }

  @Override
  public List<SourceColumn> columns() {
    return List.of(new SourceColumn(NAME, new TypeGuess(CellType.VECTOR, matrix.columns())));
  }

  @Override
  public void read(TableBuilder table) throws IOException {
    for (int row = 0; row < matrix.rows(); row++) {
      table.place().row++;
      table.beginRow();
      table.entries(0, matrix.data(), matrix.offset(row));
      table.endRow();
    }
  }
}
