package io.tercet.data;

import io.tercet.tensor.UnitBytes;
import java.util.List;

/**
 * Labelled examples, read by index into a buffer of the caller's. Safe to read from many threads.
 */
public interface Dataset {

  /** Number of examples. */
  int size();

  /** Size of each dimension of an example, outermost first: {@code [28, 28]} for MNIST. */
  List<Integer> shape();

  /** Class of each class number, for people: "0" to "9" for MNIST. */
  List<String> classNames();

  /** Class number of example {@code index}, from 0 to {@code classNames().size() - 1}. */
  int label(int index);

  /**
   * What example {@code index} is called where it comes from: of pictures in folders the file's
   * path from the folder that was read on, with slashes, {@code cats/7.png}; of data that comes in
   * two parts which of them and the place in it from 0, {@code test/17}; else the place alone,
   * {@code 17}. It stays the same however the data is cut, ordered or numbered afterwards. One line
   * of text; no other example of the source has the same. Safe to ask for from many threads.
   */
  default String id(int index) {
    return String.valueOf(index);
  }

  /**
   * Writes the features of example {@code index} to {@code destination} from {@code offset} on,
   * scaled as encoders take them in: [0, 1] for images.
   */
  void read(int index, float[] destination, int offset);

  /**
   * Writes the features of example {@code index} as bytes, b standing for b / 255.
   *
   * @param destination receives them from its beginning on; may be longer
   * @return whether bytes stand for all of them; else not all are written
   */
  default boolean readBytes(int index, byte[] destination) {
    float[] features = new float[features()];
    read(index, features, 0);
    return UnitBytes.of(features, destination);
  }

  /**
   * Lists the features of some examples that are other than 0, example after example.
   *
   * @param indices the first {@code count} of these examples are read
   * @param columns receives which features they are, in their order; room for all features of all
   *     these examples, all of which may be written to
   * @param values receives what {@link #read} gives for them
   * @param ends receives one past the last place of each
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

  /** Number of features of an example: the product of {@link #shape()}. */
  default int features() {
    int features = 1;
    for (int size : shape()) {
      features = Math.multiplyExact(features, size);
    }
    return features;
  }

  /** The class numbers of all examples. */
  default int[] labels() {
    int[] labels = new int[size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = label(i);
    }
    return labels;
  }
}
