package io.tercet.app.plot;

import java.awt.BasicStroke;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Mean loss of each epoch. */
final class LossChart {
  /** Maximum number of points drawn with markers; more would hide the line. */
  private static final int MOST_MARKS = 60;

  private LossChart() {}

  /**
   * The losses so far, on an axis for all epochs.
   *
   * @param losses loss of each epoch; values that are not finite are skipped
   */
  static XYChart of(List<Double> losses, int epochs, int width, int height) {
    XYChart chart = Charts.chart("loss", width, height);
    int[] finite =
        IntStream.range(0, losses.size()).filter(i -> Double.isFinite(losses.get(i))).toArray();
    double[] values = IntStream.of(finite).mapToDouble(losses::get).toArray();
    ChartScale scale = ChartScale.of(values);
    double[] drawn = scale.apply(values);
    chart.setXAxisTitle("epoch");
    chart.setYAxisTitle(scale.title("mean loss"));
    XYStyler style = chart.getStyler();
    style.setLegendVisible(false);
    style.setMarkerSize(7);
    Charts.setXRange(style, new ChartRange(0, Math.max(epochs, 1)));
    Charts.setYRange(style, ChartRange.withZero(drawn));
    style.setYAxisDecimalPattern("0.000");
    style.setXAxisTickLabelsFormattingFunction(
        value -> value == Math.rint(value) ? String.valueOf(Math.round(value)) : "");
    if (drawn.length == 0) {
      Charts.addNothing(chart); // before the first epoch
      return chart;
    }
    double[] epoch = IntStream.of(finite).mapToDouble(i -> i + 1).toArray();
    XYSeries series = chart.addSeries("loss", epoch, drawn);
    series.setLineColor(Palette.color(0));
    series.setLineStyle(new BasicStroke(2));
    series.setMarker(drawn.length > MOST_MARKS ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
    series.setMarkerColor(Palette.color(0));
    return chart;
  }
}
