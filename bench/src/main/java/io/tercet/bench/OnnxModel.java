package io.tercet.bench;

import io.tercet.nn.Conv2d;
import io.tercet.nn.Dense;
import io.tercet.nn.Encoder;
import io.tercet.nn.Flatten;
import io.tercet.nn.L2Normalize;
import io.tercet.nn.Layer;
import io.tercet.nn.MaxPool2d;
import io.tercet.nn.Weights;
import io.tercet.tensor.Activation;
import java.util.ArrayList;
import java.util.List;

/**
 * An encoder as an ONNX file with the same weights, for peers. Images are [channels x height x
 * width] there and kernels [filters x channels x height x width]; images of one channel are the
 * same in both orders. A dense layer behind images takes its rows in the other order.
 */
final class OnnxModel {
  private static final int IR_VERSION = 10;
  private static final int OPSET = 18;
  private static final int FLOAT = 1;
  private static final int INTS = 7;

  private final Encoder encoder;
  private final OnnxBytes graph = new OnnxBytes().add(2, "encoder");
  private final List<Weights.Piece> pieces;
  private int nodes;
  private int layer;
  private String last = "x";

  private OnnxModel(Encoder encoder) {
    this.encoder = encoder;
    this.pieces = encoder.weights().pieces();
  }

  /** The file's bytes: input "x" [n x input], output "y" [n x d]. */
  static byte[] of(Encoder encoder) {
    return new OnnxModel(encoder).write();
  }

  private byte[] write() {
    List<List<Integer>> shapes = encoder.architecture().shapes();
    List<Integer> image = List.of();
    for (Layer next : encoder.architecture().layers()) {
      List<Integer> input = shapes.get(layer);
      switch (next) {
        case Conv2d conv -> convolution(conv, input.getLast());
        case MaxPool2d pool ->
            node("MaxPool", ints("kernel_shape", pool.size()), ints("strides", pool.size()));
        case Flatten _ -> {
          image = input;
          node("Flatten");
        }
        case Dense dense -> {
          dense(dense, input.getFirst(), image);
          image = List.of();
        }
        case L2Normalize _ -> node("LpNormalization");
        default -> throw new IllegalArgumentException("no ONNX for " + next.title());
      }
      layer++;
    }
    node("Identity", List.of(), "y");
    List<Integer> input = encoder.architecture().input();
    List<Integer> taken =
        input.size() == 3 ? List.of(input.get(2), input.get(0), input.get(1)) : input;
    graph.add(11, value("x", taken));
    graph.add(12, value("y", List.of(encoder.embeddingSize())));
    return new OnnxBytes()
        .add(1, IR_VERSION)
        .add(8, new OnnxBytes().add(1, "").add(2, OPSET))
        .add(7, graph)
        .toByteArray();
  }

  private float[] weights(String name) {
    Weights.Piece piece =
        pieces.stream()
            .filter(p -> p.layer() == layer && p.weight().name().equals(name))
            .findFirst()
            .orElseThrow();
    float[] values = new float[piece.weight().size()];
    System.arraycopy(encoder.weights().values(), piece.offset(), values, 0, values.length);
    return values;
  }

  /** [k x k x channels x filters] to [filters x channels x k x k]. */
  private void convolution(Conv2d conv, int channels) {
    float[] kernel = weights("kernel");
    float[] turned = new float[kernel.length];
    int window = conv.kernel() * conv.kernel();
    for (int i = 0; i < kernel.length; i++) {
      int filter = i % conv.filters();
      int channel = i / conv.filters() % channels;
      int place = i / conv.filters() / channels;
      turned[(filter * channels + channel) * window + place] = kernel[i];
    }
    String w = tensor("kernel", turned, conv.filters(), channels, conv.kernel(), conv.kernel());
    String b = tensor("bias", weights("bias"), conv.filters());
    node("Conv", List.of(w, b), null, ints("strides", conv.stride()), pads(conv.padding()));
    activate(conv.activation());
  }

  /** Rows for [height x width x channels] to rows for [channels x height x width]. */
  private void dense(Dense dense, int inputs, List<Integer> image) {
    float[] kernel = weights("kernel");
    float[] turned = kernel;
    if (!image.isEmpty()) {
      turned = new float[kernel.length];
      int channels = image.get(2);
      int pixels = image.get(0) * image.get(1);
      for (int i = 0; i < inputs; i++) {
        int to = i % channels * pixels + i / channels;
        System.arraycopy(kernel, i * dense.units(), turned, to * dense.units(), dense.units());
      }
    }
    String w = tensor("kernel", turned, inputs, dense.units());
    String b = tensor("bias", weights("bias"), dense.units());
    node("Gemm", List.of(w, b), null);
    activate(dense.activation());
  }

  private void activate(Activation activation) {
    switch (activation) {
      case LINEAR -> {}
      case RELU -> node("Relu");
      case SIGMOID -> node("Sigmoid");
      case TANH -> node("Tanh");
    }
  }

  private String tensor(String name, float[] values, int... shape) {
    String full = name + layer;
    OnnxBytes tensor = new OnnxBytes();
    for (int size : shape) {
      tensor.add(1, size);
    }
    graph.add(5, tensor.add(2, FLOAT).add(8, full).add(9, values));
    return full;
  }

  private static OnnxBytes ints(String name, int both) {
    return new OnnxBytes().add(1, name).add(8, both).add(8, both).add(20, INTS);
  }

  private static OnnxBytes pads(int all) {
    return ints("pads", all).add(8, all).add(8, all);
  }

  private void node(String type, OnnxBytes... attributes) {
    node(type, List.of(), null, attributes);
  }

  /** Takes the last node's output and {@code inputs}. */
  private void node(
      String type,
      List<String> inputs,
      @org.jspecify.annotations.Nullable String output,
      OnnxBytes... attributes) {
    OnnxBytes node = new OnnxBytes().add(1, last);
    inputs.forEach(input -> node.add(1, input));
    last = output == null ? "n" + nodes++ : output;
    node.add(2, last).add(4, type);
    for (OnnxBytes attribute : attributes) {
      node.add(5, attribute);
    }
    graph.add(1, node);
  }

  /** A float tensor of any number of examples. */
  private static OnnxBytes value(String name, List<Integer> sizes) {
    OnnxBytes shape = new OnnxBytes();
    List<OnnxBytes> dimensions = new ArrayList<>();
    dimensions.add(new OnnxBytes().add(2, "n"));
    sizes.forEach(size -> dimensions.add(new OnnxBytes().add(1, size)));
    dimensions.forEach(dimension -> shape.add(1, dimension));
    OnnxBytes type = new OnnxBytes().add(1, FLOAT).add(2, shape);
    return new OnnxBytes().add(1, name).add(2, new OnnxBytes().add(1, type));
  }
}
