package io.tercet.data;

import java.util.List;

/**
 * Some examples of a data set, as a data set of its own with the same classes.
 *
 * @param whole what they are of
 * @param indices which of its examples; shared
 */
@SuppressWarnings("ArrayRecordComponent")
public record Subset(Dataset whole, int[] indices) implements Dataset {

  @Override
  public int size() {
    return indices.length;
  }

  @Override
  public List<Integer> shape() {
    return whole.shape();
  }

  @Override
  public List<String> classNames() {
    return whole.classNames();
  }

  @Override
  public int label(int index) {
    return whole.label(indices[index]);
  }

  @Override
  public void read(int index, float[] destination, int offset) {
    whole.read(indices[index], destination, offset);
  }

  @Override
  public int readNonZero(int index, char[] columns, float[] values, int offset) {
    return whole.readNonZero(indices[index], columns, values, offset);
  }

  @Override
  public int touch(int index) {
    return whole.touch(indices[index]);
  }
}
