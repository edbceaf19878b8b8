package io.tercet.loss.engine;

import io.tercet.kernel.KernelChoice;
import io.tercet.loss.AnchorContext;
import io.tercet.mining.AnchorRow;

/** Cross-entropy of the class of an anchor among one logit for each class. */
public final class SoftmaxTerm {
  private SoftmaxTerm() {}

  /**
   * Adds -log(exp(logit) / (exp(logit) + sum of exp(scale v) over the negatives)) and the gradients
   * of the negatives. Returns what the other classes have of the whole, 0 to 1, which is the
   * gradient by -logit.
   */
  public static double add(AnchorContext terms, double logit, double scale) {
    AnchorRow row = terms.row();
    int count = row.negativeCount();
    float factor = (float) scale;
    float[] gradients = terms.negativeGradients();
    float largest = Math.max((float) logit, Exponentials.largest(factor, row.negatives(), count));
    double others =
        KernelChoice.best().sumExp(count, factor, largest, row.negatives(), 0, gradients, 0);
    double sum = others + Math.exp(logit - largest);
    terms.positives().add(Math.max(largest + Math.log(sum) - logit, 0));
    Exponentials.scale(gradients, count, (float) (scale / sum), 0);
    return others / sum;
  }
}
