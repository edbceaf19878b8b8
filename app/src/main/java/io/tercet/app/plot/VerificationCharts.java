package io.tercet.app.plot;

import io.tercet.eval.DistanceHistogram;
import io.tercet.eval.VerificationScores;
import io.tercet.eval.VerificationScores.Point;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Charts of verification metrics. */
final class VerificationCharts {
  /** The smallest FAR drawn, if the data has enough pairs. */
  private static final double SMALLEST_FAR = 1e-5;

  private VerificationCharts() {}

  static XYChart roc(String title, VerificationScores scores, int width, int height) {
    XYChart chart = Charts.chart(title, width, height);
    XYStyler style = chart.getStyler();
    style.setXAxisLogarithmic(true);
    style.setXAxisMin(SMALLEST_FAR);
    style.setXAxisMax(1.0);
    style.setYAxisMin(0.0);
    style.setYAxisMax(1.0);
    style.setYAxisDecimalPattern("0.0");
    style.setLegendPosition(LegendPosition.InsideSE);
    chart.setXAxisTitle("FAR, share of different pairs accepted");
    chart.setYAxisTitle("TAR, share of same pairs accepted");
    // A logarithmic axis has no 0: the curve is clipped at the left edge.
    long before = scores.curve().stream().filter(p -> p.far() <= SMALLEST_FAR).count();
    List<Point> points = scores.curve().stream().skip(Math.max(before - 1, 0)).toList();
    double[] far = points.stream().mapToDouble(p -> Math.max(p.far(), SMALLEST_FAR)).toArray();
    double[] tar = points.stream().mapToDouble(Point::tar).toArray();
    line(chart, "embeddings", far, tar, Palette.color(0), new BasicStroke(2.5f));
    double[] chance = {1e-5, 1e-4, 1e-3, 3e-3, 1e-2, 2e-2, 5e-2, 0.1, 0.2, 0.4, 0.6, 0.8, 1};
    BasicStroke dashes =
        new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {5}, 0);
    line(chart, "chance", chance, chance, Canvas.FAINT, dashes);
    return chart;
  }

  /**
   * Histograms of same-class and different-class distances.
   *
   * @param threshold the best threshold; not drawn if not finite
   */
  static XYChart histogram(
      String title, DistanceHistogram histogram, double threshold, int width, int height) {
    XYChart chart = Charts.chart(title, width, height);
    double largest = histogram.width() * histogram.same().length;
    ChartScale scale = ChartScale.of(largest, threshold);
    double top = 100 * Math.max(largest(histogram.same()), largest(histogram.different()));
    XYStyler style = chart.getStyler();
    style.setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Area);
    style.setLegendPosition(LegendPosition.InsideNE);
    Charts.setXRange(style, ChartRange.withZero(scale.apply(largest)));
    Charts.setYRange(style, ChartRange.withZero(top));
    style.setYAxisDecimalPattern("0.0");
    chart.setXAxisTitle(scale.title("Euclidean distance"));
    chart.setYAxisTitle("% of the pairs of a kind in each bin");
    double bin = scale.apply(histogram.width());
    area(chart, "same class", bin, histogram.same(), Palette.color(2));
    area(chart, "different classes", bin, histogram.different(), Palette.color(1));
    if (Double.isFinite(threshold)) {
      double at = scale.apply(threshold);
      double[] x = {at, at};
      line(chart, "best threshold", x, new double[] {0, top}, Canvas.INK, new BasicStroke(1.5f));
    }
    return chart;
  }

  private static double largest(double[] shares) {
    return Arrays.stream(shares).max().orElse(0);
  }

  private static void area(XYChart chart, String name, double width, double[] shares, Color color) {
    double[] x = new double[shares.length];
    double[] y = new double[shares.length];
    for (int i = 0; i < shares.length; i++) {
      x[i] = (i + 0.5) * width;
      y[i] = 100 * shares[i];
    }
    XYSeries series = chart.addSeries(name, x, y);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(color);
    series.setLineStyle(new BasicStroke(2));
    series.setFillColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), 70));
  }

  private static void line(
      XYChart chart, String name, double[] x, double[] y, Color color, BasicStroke stroke) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(color);
    series.setLineStyle(stroke);
  }
}
