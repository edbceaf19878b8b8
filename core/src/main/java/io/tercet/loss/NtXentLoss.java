package io.tercet.loss;

import io.tercet.distance.Distance;
import io.tercet.distance.DistanceKind;
import io.tercet.kernel.KernelChoice;
import io.tercet.kernel.Kernels;
import io.tercet.loss.engine.Exponentials;
import io.tercet.loss.engine.LogSumExp;
import io.tercet.mining.AnchorRow;
import io.tercet.tensor.Checks;

/**
 * NT-Xent (Sohn 2016, Chen et al. 2020), also known as InfoNCE (van den Oord et al. 2018): for each
 * positive pair, with t the temperature and n over the anchor's negatives,
 *
 * <pre>
 *   l(a, p) = -log( exp(s(a, p) / t) / (exp(s(a, p) / t) + sum exp(s(a, n) / t)) )
 * </pre>
 *
 * <p>For a distance s is its negative. Work and memory grow with the pairs, not with the triples.
 * With the dot product and t = 1 it is the N-pairs loss (Sohn 2016).
 *
 * @param temperature above 0; default {@value #DEFAULT_TEMPERATURE}
 * @param distance default: cosine similarity
 * @param reducer default: mean over the positive pairs
 */
public record NtXentLoss(double temperature, Distance distance, Reducer reducer)
    implements AnchorLoss {
  /** As in PyTorch Metric Learning. */
  static final double DEFAULT_TEMPERATURE = 0.07;

  /** Exponents of float32 go to 88: beyond this one, terms are computed one by one in double. */
  private static final double LARGEST_EXPONENT = 80;

  /** Far enough from the end of double for one more factor. */
  private static final double LARGE = 1e200;

  /**
   * Checks the temperature.
   *
   * @throws IllegalArgumentException if it is not above 0
   */
  public NtXentLoss {
    Checks.requirePositive("temperature", temperature);
  }

  /** {@return the loss with its defaults} */
  public static NtXentLoss defaults() {
    return new NtXentLoss(DEFAULT_TEMPERATURE, Distance.COSINE, Reducer.MEAN);
  }

  /**
   * {@return N-pairs loss (Sohn 2016): a temperature of 1 on dot products of embeddings of any
   * length}
   */
  public static NtXentLoss nPairs() {
    return new NtXentLoss(1, new Distance(DistanceKind.DOT_PRODUCT, false), Reducer.MEAN);
  }

  @Override
  public void evaluate(AnchorContext terms) {
    AnchorRow row = terms.row();
    int positives = row.positiveCount();
    int negatives = row.negativeCount();
    if (positives == 0) {
      return;
    }
    if (negatives == 0) {
      terms.positives().add(0, positives); // log(1) each
      return;
    }
    Kernels kernels = KernelChoice.best();
    float scale = (float) (-row.sign() / temperature);
    float[] far = terms.negativeGradients();
    float largest = Exponentials.shiftOfNegatives(distance, scale, row);
    float sum = kernels.sumExp(negatives, scale, largest, row.negatives(), 0, far, 0);
    double logFar = largest + Math.log(sum);
    double worst = logFar + Exponentials.largest(-scale, row.positives(), positives);
    double weight =
        worst < LARGEST_EXPONENT
            ? addPositives(terms, scale, (float) logFar)
            : addLargePositives(terms, scale, logFar);
    Exponentials.scale(far, negatives, (float) (weight * scale / sum), 0);
  }

  /**
   * l = log(1 + u) with u = exp(far - near), gradient share = u / (1 + u); the logarithms of many
   * terms are one logarithm of their product. Returns the sum of the shares.
   */
  private static double addPositives(AnchorContext terms, float scale, float far) {
    AnchorRow row = terms.row();
    int count = row.positiveCount();
    float[] gradients = terms.positiveGradients();
    KernelChoice.best().sumExp(count, -scale, -far, row.positives(), 0, gradients, 0);
    double loss = sumOfLogs(gradients, count);
    int nonZero = KernelChoice.best().countNonZero(count, gradients, 0);
    for (int i = 0; i < count; i++) {
      gradients[i] = gradients[i] / (1 + gradients[i]);
    }
    double shares = KernelChoice.best().sum(count, gradients, 0);
    Exponentials.scale(gradients, count, -scale, 0);
    terms.positives().add(loss, count, nonZero);
    return shares;
  }

  /** Sum of log(1 + u), in two chains of factors that do not wait for each other. */
  private static double sumOfLogs(float[] u, int count) {
    double logs = 0;
    double even = 1;
    double odd = 1;
    for (int i = 0; i + 1 < count; i += 2) {
      even *= 1 + (double) u[i];
      odd *= 1 + (double) u[i + 1];
      if (even > LARGE || odd > LARGE) {
        logs += Math.log(even) + Math.log(odd);
        even = 1;
        odd = 1;
      }
    }
    double last = count % 2 == 0 ? 0 : Math.log1p(u[count - 1]);
    return logs + Math.log(even) + Math.log(odd) + last;
  }

  private static double addLargePositives(AnchorContext terms, float scale, double far) {
    AnchorRow row = terms.row();
    double shares = 0;
    for (int i = 0; i < row.positiveCount(); i++) {
      double exponent = far - scale * (double) row.positives()[i];
      double share = LogSumExp.sigmoid(exponent);
      terms.positives().add(LogSumExp.softplus(exponent));
      shares += share;
      terms.positiveGradients()[i] = (float) (-scale * share);
    }
    return shares;
  }
}
