package io.tercet.app.dashboard;

import io.tercet.app.run.record.SnapshotFiles;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Parses {@code embeddings/examples.json} defensively. */
final class ExamplesReader {
  private static final int MOST_EXAMPLES = 1_000_000;
  private static final int LARGEST_IMAGE = 1 << 20;

  private ExamplesReader() {}

  /**
   * The examples of a run.
   *
   * @throws UnreadableException if they are inconsistent or exceed the limits of a run
   */
  static Space parse(RunFiles run, ObjectNode written) throws UnreadableException {
    List<String> classNames = texts(written, "class_names");
    int[] labels = labels(written.path("labels"), classNames.size());
    JsonNode count = written.path("count");
    if (!count.isMissingNode() && count.asLong(-1) != labels.length) {
      throw wrong(
          "count is "
              + RunFiles.shortly(count)
              + ", expected "
              + labels.length
              + ", the number of labels");
    }
    List<Integer> shape = shape(written.path("image_shape"));
    List<String> ids = written.has("ids") ? texts(written, "ids") : List.of();
    if (!ids.isEmpty() && ids.size() != labels.length) {
      throw wrong(ids.size() + " ids, expected " + labels.length);
    }
    return new Space(run, new SnapshotFiles(run.frames().folder()), labels, classNames, shape, ids);
  }

  private static int[] labels(JsonNode labels, int classes) throws UnreadableException {
    if (!labels.isArray() || labels.isEmpty() || labels.size() > MOST_EXAMPLES) {
      throw wrong(
          "labels are "
              + (labels.isArray() ? labels.size() + " values" : RunFiles.shortly(labels))
              + ", expected 1 to "
              + MOST_EXAMPLES
              + " class numbers");
    }
    int[] numbers = new int[labels.size()];
    for (int i = 0; i < numbers.length; i++) {
      JsonNode label = labels.get(i);
      numbers[i] = label.isIntegralNumber() ? label.asInt(-1) : -1;
      if (numbers[i] < 0 || numbers[i] >= classes) {
        throw wrong(
            "label of example "
                + i
                + " is "
                + RunFiles.shortly(label)
                + ", expected a class number below "
                + classes);
      }
    }
    return numbers;
  }

  private static List<String> texts(ObjectNode written, String name) throws UnreadableException {
    JsonNode values = written.path(name);
    if (!values.isArray() || !values.valueStream().allMatch(JsonNode::isString)) {
      throw wrong(name + " is " + RunFiles.shortly(values) + ", expected a list of strings");
    }
    return values.valueStream().map(JsonNode::asString).toList();
  }

  /** Height, width, channels; empty if the examples are not images. */
  private static List<Integer> shape(JsonNode shape) throws UnreadableException {
    if (shape.isMissingNode() || shape.isNull()) {
      return List.of();
    }
    List<Integer> sizes =
        shape.valueStream().map(size -> size.isIntegralNumber() ? size.asInt(-1) : -1).toList();
    if (sizes.size() == 3 && sizes.contains(0)) {
      return List.of(); // strips that shrink to nothing
    }
    double product = sizes.stream().mapToDouble(Integer::doubleValue).reduce(1, (a, b) -> a * b);
    boolean channels = sizes.size() == 3 && (sizes.get(2) == 1 || sizes.get(2) == 3);
    if (!channels || sizes.stream().anyMatch(size -> size < 1) || product > LARGEST_IMAGE) {
      throw wrong(
          "image_shape is "
              + RunFiles.shortly(shape)
              + ", expected height, width and 1 or 3 channels, "
              + LARGEST_IMAGE
              + " values at most");
    }
    return sizes;
  }

  private static UnreadableException wrong(String what) {
    return new UnreadableException("embeddings/examples.json: " + what);
  }
}
