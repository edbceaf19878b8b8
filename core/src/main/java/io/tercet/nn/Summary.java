package io.tercet.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tables that people know from Keras: layers, output shapes, parameters. */
public final class Summary {
  private static final String ROW = "%-28s %-18s %12s  %s";

  private Summary() {}

  /** Table of an encoder. */
  public static String of(Architecture architecture) {
    List<String> lines = new ArrayList<>(List.of(header("Encoder")));
    lines.add(row("input (InputLayer)", architecture.input(), 0, ""));
    List<List<Integer>> shapes = architecture.shapes();
    for (int i = 0; i < architecture.layers().size(); i++) {
      Layer layer = architecture.layers().get(i);
      int parameters = count(layer, shapes.get(i));
      lines.add(row(name(layer, i), shapes.get(i + 1), parameters, ""));
    }
    lines.add(footer(Weights.zeros(architecture).size()));
    return String.join(System.lineSeparator(), lines);
  }

  /** Table of the Siamese network around an encoder: its parameters stand once, not three times. */
  public static String ofSiamese(Architecture architecture) {
    int parameters = Weights.zeros(architecture).size();
    int d = architecture.embeddingSize();
    List<String> lines = new ArrayList<>(List.of(header("SiameseNetwork")));
    for (String input : List.of("anchor", "positive", "negative")) {
      lines.add(row(input + " (InputLayer)", architecture.input(), 0, ""));
    }
    lines.add(row("encoder (Encoder)", List.of(d), parameters, "anchor, positive, negative"));
    lines.add(row("concatenate (Concatenate)", List.of(3 * d), 0, "encoder x 3"));
    lines.add(footer(parameters));
    return String.join(System.lineSeparator(), lines);
  }

  private static String name(Layer layer, int i) {
    return "%s_%d (%s%s)"
        .formatted(layer.title().toLowerCase(Locale.ROOT), i + 1, layer.title(), details(layer));
  }

  private static String details(Layer layer) {
    return switch (layer) {
      case Dense dense -> ", " + lower(dense.activation());
      case Conv2d conv ->
          ", %d x %d, %s".formatted(conv.kernel(), conv.kernel(), lower(conv.activation()));
      case MaxPool2d pool -> ", %d x %d".formatted(pool.size(), pool.size());
      case AveragePool2d pool -> ", %d x %d".formatted(pool.size(), pool.size());
      case Dropout dropout -> ", " + dropout.rate();
      case L2Normalize _, GlobalAveragePool2d _, Flatten _ -> "";
    };
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static int count(Layer layer, List<Integer> input) {
    return layer.weights(input).stream().mapToInt(WeightShape::size).sum();
  }

  private static String header(String title) {
    String rule = "-".repeat(76);
    return String.join(
        System.lineSeparator(),
        title,
        rule,
        ROW.formatted("Layer", "Output shape", "Parameters", "Connected to").stripTrailing(),
        rule);
  }

  private static String row(String name, List<Integer> shape, int parameters, String from) {
    String n = shape.toString().replace("[", "[n, ");
    String count = String.format(Locale.ROOT, "%,d", parameters);
    return ROW.formatted(name, n, count, from).stripTrailing();
  }

  private static String footer(int parameters) {
    return String.format(
        Locale.ROOT,
        "%s%nTotal parameters: %,d%nTrainable parameters: %,d",
        "-".repeat(76),
        parameters,
        parameters);
  }
}
