package io.tercet.app.plot;

import io.tercet.eval.DistanceHistogram;
import io.tercet.eval.PairDistances;
import io.tercet.eval.VerificationScores;
import java.awt.image.BufferedImage;
import java.util.Locale;
import org.knowm.xchart.XYChart;

/** Plots of verification metrics. */
public final class VerificationPlot {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 540;
  private static final int BINS = 80;

  private VerificationPlot() {}

  /** The ROC curve, with FAR on a logarithmic axis. */
  public static BufferedImage roc(VerificationScores scores) {
    String title =
        String.format(
            Locale.ROOT,
            "ROC: area %.4f, equal error rate %.2f %%",
            scores.rocAuc(),
            100 * scores.eer());
    return draw(VerificationCharts.roc(title, scores, WIDTH, HEIGHT));
  }

  /** Histograms of same-class and different-class distances, with the best threshold. */
  public static BufferedImage histogram(PairDistances pairs, VerificationScores scores) {
    DistanceHistogram histogram = DistanceHistogram.of(pairs, BINS);
    String title = String.format(Locale.ROOT, "Distances of %,d pairs", scores.pairs());
    if (Double.isFinite(scores.bestThreshold())) {
      title +=
          String.format(
              Locale.ROOT,
              ": threshold %.4g classifies %.2f %% correctly",
              scores.bestThreshold(),
              100 * scores.bestAccuracy());
    }
    return draw(
        VerificationCharts.histogram(title, histogram, scores.bestThreshold(), WIDTH, HEIGHT));
  }

  private static BufferedImage draw(XYChart chart) {
    try (Canvas canvas = new Canvas(WIDTH, HEIGHT)) {
      chart.paint(canvas.graphics(), WIDTH, HEIGHT);
      return canvas.image();
    }
  }
}
