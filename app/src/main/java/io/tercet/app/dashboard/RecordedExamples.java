package io.tercet.app.dashboard;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * What {@code embeddings/examples.json} says, if it is what it should be: anybody may have written
 * it.
 *
 * @param labels class number of each example
 * @param classNames name of each class number
 * @param imageShape height, width and channels of the examples' images; empty without images
 * @param ids what each example is called; empty in runs of older versions
 */
@SuppressWarnings("ArrayRecordComponent")
record RecordedExamples(
    int[] labels, List<String> classNames, List<Integer> imageShape, List<String> ids) {
  /** Classes that a label may be of: more than any run records examples. */
  private static final int MOST_CLASSES = 1 << 20;

  /** Numbers of an image: they are written with at most 64 x 64 pixels. */
  private static final int LARGEST_IMAGE = 1 << 20;

  /** The examples, or nothing if a part is missing, of another type or absurd. */
  static Optional<RecordedExamples> of(JsonNode json) {
    int[] labels = json.path("labels").valueStream().mapToInt(RecordedExamples::number).toArray();
    List<String> names = texts(json.path("class_names"));
    List<Integer> shape =
        json.path("image_shape").valueStream().map(RecordedExamples::number).toList();
    List<String> ids = texts(json.path("ids"));
    boolean labelled =
        names.size() <= MOST_CLASSES
            && IntStream.of(labels).allMatch(label -> label >= 0 && label < names.size());
    boolean named = ids.isEmpty() || ids.size() == labels.length;
    return labelled && named && isImage(shape)
        ? Optional.of(new RecordedExamples(labels, names, shape, ids))
        : Optional.empty();
  }

  private static boolean isImage(List<Integer> shape) {
    if (shape.isEmpty()) {
      return true;
    }
    long size = 1;
    for (int side : shape) {
      size = side < 1 ? LARGEST_IMAGE + 1L : Math.min(size * side, LARGEST_IMAGE + 1L);
    }
    boolean drawable = shape.size() == 3 && (shape.get(2) == 1 || shape.get(2) == 3);
    return drawable && size <= LARGEST_IMAGE;
  }

  /** Or -1, which nothing there may be. */
  private static int number(JsonNode node) {
    return node.isInt() ? node.intValue() : -1;
  }

  private static List<String> texts(JsonNode node) {
    return node.valueStream().map(value -> value.isString() ? value.stringValue() : "?").toList();
  }
}
