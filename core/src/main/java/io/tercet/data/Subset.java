package io.tercet.data;

import java.util.Arrays;
import java.util.List;

/**
 * Some examples of a data set, as a data set of its own.
 *
 * @param whole what they are of
 * @param indices which of its examples; shared
 * @param classNames name of each class number
 * @param labels class number of each example; shared
 */
@SuppressWarnings("ArrayRecordComponent")
public record Subset(Dataset whole, int[] indices, List<String> classNames, int[] labels)
    implements Dataset {

  /** With the same classes. */
  public Subset(Dataset whole, int[] indices) {
    this(whole, indices, whole.classNames(), Arrays.stream(indices).map(whole::label).toArray());
  }

  @Override
  public int size() {
    return indices.length;
  }

  @Override
  public List<Integer> shape() {
    return whole.shape();
  }

  @Override
  public int label(int index) {
    return labels[index];
  }

  @Override
  public void read(int index, float[] destination, int offset) {
    whole.read(indices[index], destination, offset);
  }

  @Override
  public void readNonZero(
      int[] chosen, int from, int to, char[] columns, float[] values, int offset, int[] ends) {
    int[] ofWhole = new int[to - from];
    int[] theirEnds = new int[to - from];
    for (int i = from; i < to; i++) {
      ofWhole[i - from] = indices[chosen[i]];
    }
    whole.readNonZero(ofWhole, 0, to - from, columns, values, offset, theirEnds);
    System.arraycopy(theirEnds, 0, ends, from, to - from);
  }
}
