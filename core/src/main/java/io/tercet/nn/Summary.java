package io.tercet.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Summary tables as in Keras: layers, output shapes, parameters. */
public final class Summary {
  private static final String ROW = "%-28s %-18s %12s  %s";

  private Summary() {}

  /**
   * {@return the summary of an encoder}
   *
   * @param architecture the input shape and the layers
   */
  public static String of(Architecture architecture) {
    List<String> lines = new ArrayList<>(List.of(header("Encoder")));
    lines.add(row("input (InputLayer)", architecture.input(), 0, ""));
    Architecture flat = architecture.flattened();
    List<List<Integer>> shapes = flat.shapes();
    for (int i = 0; i < flat.layers().size(); i++) {
      Layer layer = flat.layers().get(i);
      int parameters = count(layer, shapes.get(i));
      lines.add(row(name(layer, i), shapes.get(i + 1), parameters, connections(flat, i)));
    }
    lines.add(footer(Weights.count(architecture)));
    return String.join(System.lineSeparator(), lines);
  }

  /**
   * {@return the summary of the Siamese network around an encoder; shared parameters are counted
   * once}
   *
   * @param architecture the input shape and the layers of the encoder
   */
  public static String ofSiamese(Architecture architecture) {
    int parameters = Weights.count(architecture);
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
    return "%s (%s%s)".formatted(name(layer.title(), i), layer.title(), details(layer));
  }

  private static String name(String title, int i) {
    return title.toLowerCase(Locale.ROOT) + "_" + (i + 1);
  }

  /** The additional inputs of a layer that reads more than the previous layer's output. */
  private static String connections(Architecture flat, int i) {
    if (!(flat.layers().get(i) instanceof ResidualSum sum)) {
      return "";
    }
    int source = i - 1 - sum.back();
    return name(flat.layers().get(i - 1).title(), i - 1)
        + ", "
        + name(flat.layers().get(source).title(), source);
  }

  private static String details(Layer layer) {
    return switch (layer) {
      case Dense dense -> ", " + lower(dense.activation());
      case Conv2d conv -> details(conv);
      case MaxPool2d pool -> ", %s x %s".formatted(pool.size(), pool.size());
      case AveragePool2d pool -> ", %s x %s".formatted(pool.size(), pool.size());
      case Dropout dropout -> ", " + dropout.rate();
      case GroupNorm norm -> ", %s, %s".formatted(norm.groups(), lower(norm.activation()));
      case ResidualSum sum -> ", " + lower(sum.activation());
      case ResidualBlock _, L2Normalize _, GlobalAveragePool2d _, Flatten _ -> "";
    };
  }

  private static String details(Conv2d conv) {
    String groups = conv.groups() == 1 ? "" : ", %s groups".formatted(conv.groups());
    return ", %s x %s%s, %s"
        .formatted(conv.kernel(), conv.kernel(), groups, lower(conv.activation()));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static int count(Layer layer, List<Integer> input) {
    return layer.weights(input).stream().mapToInt(ParameterSpec::size).sum();
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
