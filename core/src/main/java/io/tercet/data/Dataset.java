package io.tercet.data;

import io.tercet.tensor.UnitBytes;
import java.util.List;

/**
 * Labeled examples, read by index into a buffer of the caller. Implementations are safe to read
 * from many threads.
 */
public interface Dataset {

  /** {@return the number of examples} */
  int size();

  /**
   * {@return the size of each dimension of an example, outermost first: {@code [28, 28]} for MNIST}
   */
  List<Integer> shape();

  /** {@return the display name of each class number: "0" to "9" for MNIST} */
  List<String> classNames();

  /**
   * {@return the class number of example {@code index}, from 0 to {@code classNames().size() - 1}}
   *
   * @param index from 0 to {@code size() - 1}
   */
  int label(int index);

  /**
   * {@return the id of example {@code index} in its source: for image folders, the file's path
   * relative to the folder that was read, with slashes, {@code cats/7.png}; for data in two parts,
   * the part and the index in it from 0, {@code test/17}; else the index alone, {@code 17}} It does
   * not depend on how the data is split, ordered or numbered afterward. A single line of text,
   * unique within the source. Thread-safe.
   *
   * @param index from 0 to {@code size() - 1}
   */
  default String id(int index) {
    return String.valueOf(index);
  }

  /**
   * Writes the features of example {@code index} to {@code destination}, starting at {@code
   * offset}, scaled as encoder input: [0, 1] for images.
   *
   * @param index from 0 to {@code size() - 1}
   * @param destination receives {@link #features()} values
   * @param offset the index of the first of them in {@code destination}
   */
  void read(int index, float[] destination, int offset);

  /**
   * Writes the features of example {@code index} as bytes b that represent b / 255.
   *
   * @param index from 0 to {@code size() - 1}
   * @param destination receives the features from index 0; may be longer
   * @return whether all features are exactly representable; if not, not all are written
   */
  default boolean readBytes(int index, byte[] destination) {
    float[] features = new float[features()];
    read(index, features, 0);
    return UnitBytes.of(features, destination);
  }

  /**
   * Lists the non-zero features of some examples, consecutively.
   *
   * @param indices the first {@code count} of these examples are read
   * @param count the number of examples to read
   * @param columns receives the feature indices, ascending within an example; must have space for
   *     all features of all these examples, which may be overwritten
   * @param values receives the values of {@link #read} for them
   * @param ends receives the exclusive end of each example
   */
  default void readNonZero(int[] indices, int count, char[] columns, float[] values, int[] ends) {
    float[] features = new float[features()];
    int next = 0;
    for (int i = 0; i < count; i++) {
      read(indices[i], features, 0);
      for (int j = 0; j < features.length; j++) {
        if (features[j] != 0) {
          columns[next] = (char) j;
          values[next++] = features[j];
        }
      }
      ends[i] = next;
    }
  }

  /**
   * {@return the number of what example {@code index} belongs to and what a split must not cut, a
   * person or an article for instance; at least 0} Below 0, the default, it stands alone.
   *
   * @param index from 0 to {@code size() - 1}
   */
  default int group(int index) {
    return -1;
  }

  /**
   * {@return what prepared the features that {@link #read} gives, kept in the file of a model that
   * is trained on them}
   */
  default Preprocessing preprocessing() {
    return Preprocessing.unit(shape());
  }

  /** {@return the number of features of an example: the product of {@link #shape()}} */
  default int features() {
    int features = 1;
    for (int size : shape()) {
      features = Math.multiplyExact(features, size);
    }
    return features;
  }

  /** {@return the class numbers of all examples} */
  default int[] labels() {
    int[] labels = new int[size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = label(i);
    }
    return labels;
  }
}
