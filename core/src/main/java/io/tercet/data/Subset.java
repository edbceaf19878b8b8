package io.tercet.data;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A view of some examples of a data set.
 *
 * @param whole the underlying data set
 * @param indices the selected examples; shared
 * @param classNames name of each class number
 * @param labels class number of each example; shared
 */
@SuppressWarnings("ArrayRecordComponent")
public record Subset(Dataset whole, int[] indices, List<String> classNames, int[] labels)
    implements Dataset {

  /**
   * Checks the components; arrays are shared.
   *
   * @throws IllegalArgumentException if indices and labels differ in number, or a label is not the
   *     number of a class
   * @throws IndexOutOfBoundsException if an index is not that of an example
   */
  public Subset {
    if (indices.length != labels.length) {
      throw new IllegalArgumentException(
          "%d examples with %d labels".formatted(indices.length, labels.length));
    }
    for (int i = 0; i < indices.length; i++) {
      Objects.checkIndex(indices[i], whole.size());
      LabelChecks.require(labels[i], i, classNames.size());
    }
  }

  /**
   * Creates a view with the same classes.
   *
   * @param whole the data set
   * @param indices the index of each example of the view in {@code whole}; shared
   */
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

  /** The example's id in the underlying data set. */
  @Override
  public String id(int index) {
    return whole.id(indices[index]);
  }

  @Override
  public int group(int index) {
    return whole.group(indices[index]);
  }

  @Override
  public Preprocessing preprocessing() {
    return whole.preprocessing();
  }

  @Override
  public void read(int index, float[] destination, int offset) {
    whole.read(indices[index], destination, offset);
  }

  @Override
  public boolean readBytes(int index, byte[] destination) {
    return whole.readBytes(indices[index], destination);
  }

  @Override
  public void readNonZero(int[] indices, int count, char[] columns, float[] values, int[] ends) {
    int[] ofWhole = new int[count];
    for (int i = 0; i < count; i++) {
      ofWhole[i] = this.indices[indices[i]];
    }
    whole.readNonZero(ofWhole, count, columns, values, ends);
  }
}
