package io.tercet.app.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The charts that pictures are made of. */
final class Charts {
  private static final Color GRID = new Color(0xe5, 0xe7, 0xeb);

  private Charts() {}

  /** Points of an embedding space, coloured by class. */
  static XYChart scatter(EmbeddingFrame frame, int width, int height, boolean legend) {
    XYChart chart = chart(frame.title(), width, height);
    XYStyler style = chart.getStyler();
    style.setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    style.setLegendVisible(legend);
    style.setMarkerSize(legend ? 6 : 4);
    if (legend) {
      chart.setXAxisTitle(component(1, frame.shares()[0]));
      chart.setYAxisTitle(component(2, frame.shares()[1]));
    } else {
      style.setAxisTicksVisible(false);
    }
    for (int c = 0; c < frame.classNames().size(); c++) {
      addClass(chart, frame, c);
    }
    return chart;
  }

  private static String component(int number, double share) {
    return String.format(
        Locale.ROOT, "principal component %d (%.0f %% of the variance)", number, 100 * share);
  }

  private static void addClass(XYChart chart, EmbeddingFrame frame, int classNumber) {
    int[] rows =
        IntStream.range(0, frame.labels().length)
            .filter(i -> frame.labels()[i] == classNumber)
            .toArray();
    if (rows.length == 0) {
      return;
    }
    double[] x = IntStream.of(rows).mapToDouble(i -> frame.points().get(i, 0)).toArray();
    double[] y = IntStream.of(rows).mapToDouble(i -> frame.points().get(i, 1)).toArray();
    XYSeries series = chart.addSeries(frame.classNames().get(classNumber), x, y);
    Color colour = Palette.colour(classNumber);
    series.setMarker(Palette.mark(classNumber));
    series.setMarkerColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 190));
  }

  /** Mean loss of each epoch so far; the axis has room for all epochs to come. */
  static XYChart loss(List<Double> losses, int epochs, int width, int height) {
    XYChart chart = chart("loss", width, height);
    XYStyler style = chart.getStyler();
    style.setLegendVisible(false);
    style.setMarkerSize(7);
    style.setXAxisMin(0.0);
    style.setXAxisMax((double) Math.max(epochs, 1));
    style.setYAxisMin(0.0);
    style.setYAxisDecimalPattern("0.000");
    style.setXAxisTickLabelsFormattingFunction(
        value -> value == Math.rint(value) ? String.valueOf(Math.round(value)) : "");
    chart.setXAxisTitle("epoch");
    chart.setYAxisTitle("mean loss");
    // Before the first epoch there is nothing to draw, and the chart wants at least one point.
    boolean empty = losses.isEmpty();
    double[] x =
        empty
            ? new double[] {0}
            : IntStream.rangeClosed(1, losses.size()).asDoubleStream().toArray();
    double[] y =
        empty ? new double[] {0} : losses.stream().mapToDouble(Double::doubleValue).toArray();
    XYSeries series = chart.addSeries("loss", x, y);
    series.setLineColor(Palette.colour(0));
    series.setLineStyle(new BasicStroke(2));
    series.setMarker(empty ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
    series.setMarkerColor(Palette.colour(0));
    return chart;
  }

  static XYChart chart(String title, int width, int height) {
    XYChart chart = new XYChartBuilder().width(width).height(height).title(title).build();
    XYStyler style = chart.getStyler();
    style.setLocale(Locale.ROOT);
    style.setChartBackgroundColor(Color.WHITE);
    style.setPlotBackgroundColor(Color.WHITE);
    style.setPlotBorderVisible(false);
    style.setPlotGridLinesColor(GRID);
    style.setPlotGridLinesStroke(new BasicStroke(1));
    style.setChartTitleBoxVisible(false);
    style.setChartFontColor(Canvas.INK);
    style.setChartTitleFont(Canvas.font(Font.BOLD, 16));
    style.setAxisTitleFont(Canvas.font(Font.PLAIN, 13));
    style.setAxisTickLabelsFont(Canvas.font(Font.PLAIN, 12));
    style.setAxisTickLabelsColor(Canvas.FAINT);
    style.setAxisTickMarksColor(GRID);
    style.setLegendFont(Canvas.font(Font.PLAIN, 13));
    style.setLegendBorderColor(Color.WHITE);
    style.setLegendPosition(LegendPosition.OutsideE);
    style.setLegendPadding(6);
    return chart;
  }
}
