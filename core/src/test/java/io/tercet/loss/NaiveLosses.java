package io.tercet.loss;

import io.tercet.distance.Distance;
import io.tercet.mining.Hardness;
import io.tercet.mining.TripletDifficulty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The losses once more, straight from their formulas: double precision, loops over pairs and
 * triples, nothing shared with the fast ones. The twin that the property tests hold them against.
 */
final class NaiveLosses {
  /** A difference of logarithms below it may be rounding, in single precision. */
  private static final double ROUNDING = 1e-5;

  private NaiveLosses() {}

  /** A loss of anchors against references; a row is not compared with itself. */
  interface Naive {
    /**
     * The loss.
     *
     * @param x anchors [n x d]
     * @param labels of the anchors
     * @param y references, the same array as x where a batch is compared among itself
     * @param yLabels of the references
     */
    double value(double[][] x, int[] labels, double[][] y, int[] yLabels);
  }

  // ---- distances

  static double distance(Distance distance, double[] x, double[] y) {
    double[] a = distance.normalized() ? unit(x) : x;
    double[] b = distance.normalized() ? unit(y) : y;
    double squared = 0;
    double dot = 0;
    for (int i = 0; i < a.length; i++) {
      squared += (a[i] - b[i]) * (a[i] - b[i]);
      dot += a[i] * b[i];
    }
    return switch (distance.kind()) {
      case EUCLIDEAN -> Math.sqrt(squared);
      case SQUARED_EUCLIDEAN -> squared;
      case MEAN_SQUARED -> squared / a.length;
      case COSINE, DOT_PRODUCT -> dot;
    };
  }

  private static double[] unit(double[] x) {
    double length = Math.sqrt(Arrays.stream(x).map(v -> v * v).sum());
    return Arrays.stream(x).map(v -> v / length).toArray();
  }

  private static double farness(Distance distance, double[] x, double[] y) {
    return distance.isSimilarity() ? -distance(distance, x, y) : distance(distance, x, y);
  }

  private static double nearness(Distance distance, double[] x, double[] y) {
    return -farness(distance, x, y);
  }

  // ---- pairs

  @SuppressWarnings("ReferenceEquality") // a row is not compared with itself, but with its equals
  private static List<double[]> others(
      double[] anchor, int label, double[][] y, int[] yLabels, boolean same) {
    List<double[]> found = new ArrayList<>();
    for (int j = 0; j < y.length; j++) {
      if (y[j] != anchor && (yLabels[j] == label) == same) {
        found.add(y[j]);
      }
    }
    return found;
  }

  private static double reduce(Reducer reducer, List<Double> terms) {
    double sum = terms.stream().mapToDouble(Double::doubleValue).sum();
    long nonZero = terms.stream().filter(term -> term > Float.MIN_NORMAL).count();
    return switch (reducer) {
      case SUM -> sum;
      case MEAN -> terms.isEmpty() ? 0 : sum / terms.size();
      case MEAN_NON_ZERO -> nonZero == 0 ? 0 : sum / nonZero;
    };
  }

  private static double sumExp(double factor, Distance s, double[] a, List<double[]> others) {
    return others.stream().mapToDouble(o -> Math.exp(factor * nearness(s, a, o))).sum();
  }

  /** What an anchor adds to the terms. */
  private interface OfAnchor {
    void add(
        double[] anchor, List<double[]> positives, List<double[]> negatives, List<Double> terms);
  }

  private static Naive overAnchors(Reducer reducer, OfAnchor ofAnchor) {
    return (x, labels, y, yLabels) -> {
      List<Double> terms = new ArrayList<>();
      for (int i = 0; i < x.length; i++) {
        ofAnchor.add(
            x[i],
            others(x[i], labels[i], y, yLabels, true),
            others(x[i], labels[i], y, yLabels, false),
            terms);
      }
      return reduce(reducer, terms);
    };
  }

  static Naive contrastive(double positive, double negative, Distance d, Reducer reducer) {
    double sign = d.isSimilarity() ? -1 : 1;
    Naive near =
        overAnchors(
            reducer,
            (a, ps, ns, terms) ->
                ps.forEach(p -> terms.add(Math.max(sign * (distance(d, a, p) - positive), 0))));
    Naive far =
        overAnchors(
            reducer,
            (a, ps, ns, terms) ->
                ns.forEach(n -> terms.add(Math.max(sign * (negative - distance(d, a, n)), 0))));
    return (x, l, y, yl) -> near.value(x, l, y, yl) + far.value(x, l, y, yl);
  }

  static Naive ntXent(double t, Distance s, Reducer reducer) {
    return overAnchors(
        reducer,
        (a, ps, ns, terms) -> {
          for (double[] p : ps) {
            double e = Math.exp(nearness(s, a, p) / t);
            terms.add(Math.log1p(sumExp(1 / t, s, a, ns) / e)); // exact where it is small
          }
        });
  }

  /** NaN where rounding decides whether a term counts as above 0. */
  static Naive supervisedContrastive(double t, Distance s, Reducer reducer) {
    return overAnchors(
        reducer,
        (a, ps, ns, terms) -> {
          if (ps.isEmpty() || ns.isEmpty()) {
            return;
          }
          double all = sumExp(1 / t, s, a, ps) + sumExp(1 / t, s, a, ns);
          double sum = 0;
          for (double[] p : ps) {
            sum -= Math.log(Math.exp(nearness(s, a, p) / t) / all);
          }
          boolean undecided = reducer == Reducer.MEAN_NON_ZERO && sum / ps.size() < ROUNDING;
          terms.add(undecided ? Double.NaN : sum / ps.size());
        });
  }

  static Naive multiSimilarity(
      double alpha, double beta, double base, Distance s, Reducer reducer) {
    return overAnchors(
        reducer,
        (a, ps, ns, terms) -> {
          double near = Math.exp(alpha * base) * sumExp(-alpha, s, a, ps);
          double far = Math.exp(-beta * base) * sumExp(beta, s, a, ns);
          terms.add(Math.log1p(near) / alpha + Math.log1p(far) / beta);
        });
  }

  /** The pairs that the multi-similarity miner keeps, before another loss. */
  static Naive minedMultiSimilarity(double epsilon, Distance s) {
    return overAnchors(
        Reducer.MEAN,
        (a, ps, ns, terms) -> {
          double nearest = ns.stream().mapToDouble(n -> distance(s, a, n)).max().orElse(-9);
          double farthest = ps.stream().mapToDouble(p -> distance(s, a, p)).min().orElse(9);
          List<double[]> hardPs =
              ps.stream().filter(p -> distance(s, a, p) - epsilon < nearest).toList();
          List<double[]> hardNs =
              ns.stream().filter(n -> distance(s, a, n) + epsilon > farthest).toList();
          boolean none = ps.isEmpty() || ns.isEmpty();
          double near = none ? 0 : Math.exp(2 * 0.5) * sumExp(-2, s, a, hardPs);
          double far = none ? 0 : Math.exp(-10 * 0.5) * sumExp(10, s, a, hardNs);
          terms.add(Math.log1p(near) / 2 + Math.log1p(far) / 10);
        });
  }

  /** Circle loss with its weights at {@code base}, where the gradient holds them. */
  static double circle(
      double m,
      double gamma,
      Distance s,
      Reducer reducer,
      double[][] x,
      int[] labels,
      double[][] base) {
    List<Double> terms = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      double near = 0;
      double far = 0;
      for (int j = 0; j < x.length; j++) {
        double v = distance(s, x[i], x[j]);
        double held = distance(s, base[i], base[j]);
        if (j != i && labels[j] == labels[i]) {
          near += Math.exp(-gamma * Math.max(1 + m - held, 0) * (v - (1 - m)));
        } else if (labels[j] != labels[i]) {
          far += Math.exp(gamma * Math.max(held + m, 0) * (v - m));
        }
      }
      if (near > 0 && far > 0) {
        terms.add(Math.log1p(near * far));
      }
    }
    return reduce(reducer, terms);
  }

  static Naive liftedStructure(double margin, Distance d, Reducer reducer) {
    return overAnchors(
        reducer,
        (a, ps, ns, terms) -> {
          if (!ps.isEmpty() && !ns.isEmpty()) {
            double near = sumExp(-1, d, a, ps);
            double far = Math.exp(margin) * sumExp(1, d, a, ns);
            terms.add(Math.max(Math.log(near) + Math.log(far), 0));
          }
        });
  }

  static Naive fastAp(int bins) {
    double width = 4.0 / bins;
    Distance z = new FastApLoss(bins).distance();
    return overAnchors(
        Reducer.MEAN,
        (a, ps, ns, terms) -> {
          if (ps.isEmpty()) {
            return;
          }
          double precision = 0;
          double nearSoFar = 0;
          double allSoFar = 0;
          for (int k = 0; k <= bins; k++) {
            double center = k * width;
            DoubleUnaryOperator pulse = v -> Math.max(0, 1 - Math.abs(v - center) / width);
            double near =
                ps.stream().mapToDouble(p -> pulse.applyAsDouble(distance(z, a, p))).sum();
            double far = ns.stream().mapToDouble(n -> pulse.applyAsDouble(distance(z, a, n))).sum();
            nearSoFar += near;
            allSoFar += near + far;
            precision += allSoFar > 0 ? near * nearSoFar / allSoFar : 0;
          }
          terms.add(1 - precision / ps.size());
        });
  }

  // ---- triples

  /** Which triplets of an anchor count. */
  interface NaiveMiner {
    /** Pairs of a positive and a negative, as indices into the two lists. */
    List<int[]> mine(double[] near, double[] far);
  }

  static NaiveMiner rule(TripletDifficulty rule, double m) {
    return (near, far) -> {
      List<int[]> found = new ArrayList<>();
      for (int p = 0; p < near.length; p++) {
        for (int n = 0; n < far.length; n++) {
          double g = far[n] - near[p];
          boolean counts =
              switch (rule) {
                case ALL -> g <= m;
                case HARD -> g <= 0;
                case SEMI_HARD -> g > 0 && g <= m;
                case EASY -> g > m;
              };
          if (counts) {
            found.add(new int[] {p, n});
          }
        }
      }
      return found;
    };
  }

  static NaiveMiner all() {
    return rule(TripletDifficulty.ALL, Double.POSITIVE_INFINITY);
  }

  static NaiveMiner oneOfEach(Hardness positive, Hardness negative) {
    return (near, far) -> {
      int p = -1;
      int n = -1;
      if (positive == Hardness.SEMI_HARD) {
        n = extreme(far, negative == Hardness.EASY, -9e9, 9e9);
        p = n < 0 ? -1 : extreme(near, true, -9e9, far[n]);
      } else {
        p = extreme(near, positive == Hardness.HARD, -9e9, 9e9);
        double above = p >= 0 && negative == Hardness.SEMI_HARD ? near[p] : -9e9;
        n = p < 0 ? -1 : extreme(far, negative == Hardness.EASY, above, 9e9);
      }
      return p < 0 || n < 0 ? List.of() : List.of(new int[] {p, n});
    };
  }

  private static int extreme(double[] values, boolean largest, double above, double below) {
    int best = -1;
    for (int i = 0; i < values.length; i++) {
      boolean better = best < 0 || (largest ? values[i] > values[best] : values[i] < values[best]);
      if (values[i] > above && values[i] < below && better) {
        best = i;
      }
    }
    return best;
  }

  static Naive triplets(
      NaiveMiner miner, double margin, boolean soft, boolean swap, Distance d, Reducer reducer) {
    return overAnchors(
        reducer,
        (a, ps, ns, terms) -> {
          double[] near = ps.stream().mapToDouble(p -> farness(d, a, p)).toArray();
          double[] far = ns.stream().mapToDouble(n -> farness(d, a, n)).toArray();
          for (int[] triplet : miner.mine(near, far)) {
            double other = farness(d, ps.get(triplet[0]), ns.get(triplet[1]));
            double dn = swap ? Math.min(far[triplet[1]], other) : far[triplet[1]];
            double v = near[triplet[0]] - dn + margin;
            terms.add(soft ? Math.log1p(Math.exp(v)) : Math.max(v, 0));
          }
        });
  }

  /** Mean over the triplets of a miner that looks at a distance of its own. */
  static Naive tripletsMinedBy(NaiveMiner miner, Distance mined, double margin, Distance d) {
    return overAnchors(
        Reducer.MEAN,
        (a, ps, ns, terms) -> {
          double[] near = ps.stream().mapToDouble(p -> farness(mined, a, p)).toArray();
          double[] far = ns.stream().mapToDouble(n -> farness(mined, a, n)).toArray();
          for (int[] triplet : miner.mine(near, far)) {
            double gap = farness(d, a, ns.get(triplet[1])) - farness(d, a, ps.get(triplet[0]));
            terms.add(Math.max(margin - gap, 0));
          }
        });
  }

  static Naive marginLoss(double margin, double beta, Distance d) {
    return overAnchors(
        Reducer.MEAN_NON_ZERO,
        (a, ps, ns, terms) -> {
          for (double[] p : ps) {
            for (double[] n : ns) {
              terms.add(Math.max(distance(d, a, p) - beta + margin, 0));
              terms.add(Math.max(beta - distance(d, a, n) + margin, 0));
            }
          }
        });
  }

  // ---- against one vector for each class

  static Naive proxyAnchor(double margin, double alpha) {
    Distance s = Distance.COSINE;
    return (x, labels, proxies, classes) -> {
      double near = 0;
      double far = 0;
      int present = 0;
      for (int p = 0; p < proxies.length; p++) {
        List<double[]> own = others(proxies[p], classes[p], x, labels, true);
        List<double[]> rest = others(proxies[p], classes[p], x, labels, false);
        present += own.isEmpty() ? 0 : 1;
        near += Math.log1p(Math.exp(alpha * margin) * sumExp(-alpha, s, proxies[p], own));
        far += Math.log1p(Math.exp(alpha * margin) * sumExp(alpha, s, proxies[p], rest));
      }
      return near / Math.max(present, 1) + far / proxies.length;
    };
  }

  /** Cross-entropy with the logit of the own class, and of the others. */
  static Naive softmax(Distance s, double scale, DoubleUnaryOperator ownLogit) {
    return overAnchors(
        Reducer.MEAN,
        (a, own, rest, terms) -> {
          double e = Math.exp(ownLogit.applyAsDouble(distance(s, a, own.getFirst())));
          terms.add(Math.log1p(sumExp(scale, s, a, rest) / e));
        });
  }

  static Naive center() {
    return overAnchors(
        Reducer.MEAN,
        (a, own, rest, terms) ->
            terms.add(distance(Distance.SQUARED_EUCLIDEAN, a, own.getFirst()) / 2));
  }

  static double variance(double spread, double[][] x) {
    double loss = 0;
    int d = x[0].length;
    for (int j = 0; j < d && x.length > 1; j++) {
      int dimension = j;
      double mean = Arrays.stream(x).mapToDouble(row -> row[dimension]).average().orElseThrow();
      double squares =
          Arrays.stream(x).mapToDouble(row -> Math.pow(row[dimension] - mean, 2)).sum();
      loss += Math.max(0, spread - Math.sqrt(squares / (x.length - 1) + 1e-4)) / d;
    }
    return loss;
  }
}
