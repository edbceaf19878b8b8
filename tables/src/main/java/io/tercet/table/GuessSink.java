package io.tercet.table;

import io.tercet.data.DataException;
import java.util.ArrayList;
import java.util.List;

/** Guesses what columns are by the first rows. Not thread-safe. */
final class GuessSink implements CellSink {
  static final int ROWS = 10_000;

  private final Place place;
  private final MissingMarkers markers;
  private final List<TypeGuess> guesses = new ArrayList<>();
  private int rows;

  GuessSink(Place place, MissingMarkers markers) {
    this.place = place;
    this.markers = markers;
  }

  @Override
  public void beginRow() {}

  @Override
  public void cell(int column, char[] text, int from, int to) throws DataException {
    TypeGuess guess = guess(column);
    if (!markers.matches(text, from, to)) {
      guess.add(text, from, to, place);
    }
  }

  /** The guess of a column. */
  TypeGuess guess(int column) {
    while (guesses.size() <= column) {
      guesses.add(new TypeGuess());
    }
    return guesses.get(column);
  }

  @Override
  public boolean endRow() {
    rows++;
    return rows < ROWS;
  }

  int rows() {
    return rows;
  }
}
