package io.tercet.nn;

import io.tercet.tensor.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * All weights of an encoder in one array, layer by layer, so that an optimizer updates them in a
 * single pass.
 */
public final class Weights {
  private final List<Piece> pieces;
  private final int[] firstPieceOfLayer;
  private final float[] values;

  /**
   * One named parameter.
   *
   * @param name unique within the encoder: "dense_1.kernel"
   * @param layer index of its layer, with residual blocks expanded
   * @param weight shape and initial values
   * @param offset start in {@link #values()}
   */
  public record Piece(String name, int layer, ParameterSpec weight, int offset) {}

  private Weights(List<Piece> pieces, int[] firstPieceOfLayer, float[] values) {
    this.pieces = pieces;
    this.firstPieceOfLayer = firstPieceOfLayer;
    this.values = values;
  }

  /** Zero weights for an architecture. */
  static Weights zeros(Architecture architecture) {
    List<Piece> pieces = pieces(architecture);
    int[] first = new int[architecture.flattened().layers().size()];
    int piece = 0;
    for (int layer = 0; layer < first.length; layer++) {
      first[layer] = piece;
      while (piece < pieces.size() && pieces.get(piece).layer == layer) {
        piece++;
      }
    }
    return new Weights(pieces, first, new float[size(pieces)]);
  }

  /**
   * {@return the parameters of an architecture in order, without values}
   *
   * @param architecture the input shape and the layers
   */
  public static List<Piece> pieces(Architecture architecture) {
    Architecture flat = architecture.flattened();
    List<List<Integer>> shapes = flat.shapes();
    List<Piece> pieces = new ArrayList<>();
    int offset = 0;
    for (int i = 0; i < flat.layers().size(); i++) {
      Layer layer = flat.layers().get(i);
      for (ParameterSpec weight : layer.weights(shapes.get(i))) {
        String name = layer.title().toLowerCase(Locale.ROOT) + "_" + (i + 1) + "." + weight.name();
        pieces.add(new Piece(name, i, weight, offset));
        offset += weight.size();
      }
    }
    return List.copyOf(pieces);
  }

  private static int size(List<Piece> pieces) {
    return pieces.stream().mapToInt(piece -> piece.weight.size()).sum();
  }

  /** Number of weights of an architecture. */
  static int count(Architecture architecture) {
    return size(pieces(architecture));
  }

  /** Weights of an architecture, initialized from the seed's stream "weights". */
  static Weights initial(Architecture architecture, Seed seed) {
    Weights weights = zeros(architecture);
    RandomGenerator random = seed.stream("weights");
    for (Piece piece : weights.pieces) {
      piece.weight.initializer().fill(piece.weight, weights.values, piece.offset, random);
    }
    return weights;
  }

  /** {@return the parameters in order} */
  public List<Piece> pieces() {
    return pieces;
  }

  /** {@return all weights; shared, and modified by training} */
  public float[] values() {
    return values;
  }

  /** {@return the number of weights} */
  public int size() {
    return values.length;
  }

  /** Start of a layer's weights in {@link #values()}; 0 for a layer without weights. */
  int offset(int layer) {
    int piece = firstPieceOfLayer[layer];
    return piece < pieces.size() ? pieces.get(piece).offset : 0;
  }

  /** Number of weights of a layer. */
  int size(int layer) {
    return pieces.stream()
        .filter(piece -> piece.layer == layer)
        .mapToInt(piece -> piece.weight.size())
        .sum();
  }

  /** An independent copy. */
  Weights copy() {
    return new Weights(pieces, firstPieceOfLayer, values.clone());
  }
}
