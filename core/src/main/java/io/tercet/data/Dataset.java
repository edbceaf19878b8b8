package io.tercet.data;

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
   * Writes the features of example {@code index} to {@code destination} from {@code offset} on,
   * scaled as encoders take them in: [0, 1] for images.
   */
  void read(int index, float[] destination, int offset);

  /**
   * Lists the features of example {@code index} that are other than 0, in their order.
   *
   * @param columns receives which they are, from {@code offset} on; room for all features, all of
   *     which may be written to
   * @param values receives what {@link #read} gives for them
   * @return their number
   */
  default int readNonZero(int index, char[] columns, float[] values, int offset) {
    float[] features = new float[features()];
    read(index, features, 0);
    int next = offset;
    for (int j = 0; j < features.length; j++) {
      if (features[j] != 0) {
        columns[next] = (char) j;
        values[next++] = features[j];
      }
    }
    return next - offset;
  }

  /**
   * Reads something of each part of example {@code index} that memory hands over at once, and
   * returns what makes no sense: examples are far apart in memory, and where several are asked for
   * before the first is needed, the waits overlap. Nothing where examples are small or near.
   */
  default int touch(int index) {
    return 0;
  }

  /** Number of features of an example: the product of {@link #shape()}. */
  default int features() {
    return shape().stream().reduce(1, Math::multiplyExact);
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
