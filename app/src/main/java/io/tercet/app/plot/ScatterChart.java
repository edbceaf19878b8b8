package io.tercet.app.plot;

import java.awt.Color;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Points of an embedding space, colored by class; see {@link Legend}. */
final class ScatterChart {
  private static final int OPAQUE = 190;

  private final EmbeddingSnapshot frame;
  private final XYChart chart;
  private final ChartScale scale;

  private ScatterChart(EmbeddingSnapshot frame, int width, int height) {
    this.frame = frame;
    this.chart = Charts.chart(frame.title(), width, height);
    // The same scale for both axes, so that they are comparable.
    this.scale =
        ChartScale.of(
            IntStream.range(0, 2 * frame.labels().length)
                .mapToDouble(i -> frame.points().get(i / 2, i % 2))
                .toArray());
  }

  /** A chart with titles and tick marks. */
  static XYChart large(EmbeddingSnapshot frame, ShownClasses classes, int width, int height) {
    ScatterChart scatter = new ScatterChart(frame, width, height);
    scatter.chart.setXAxisTitle(scatter.component(0));
    scatter.chart.setYAxisTitle(scatter.component(1));
    return scatter.draw(classes, 6);
  }

  /** A chart of the points only, titled with the epoch. */
  static XYChart small(EmbeddingSnapshot frame, ShownClasses classes, int width, int height) {
    ScatterChart scatter = new ScatterChart(frame, width, height);
    scatter.chart.getStyler().setAxisTicksVisible(false);
    return scatter.draw(classes, 4);
  }

  private String component(int index) {
    double share = frame.shares()[index];
    String variance =
        Double.isFinite(share)
            ? String.format(Locale.ROOT, " (%.0f %% of the variance)", 100 * share)
            : "";
    return scale.title("principal component " + (index + 1) + variance);
  }

  private XYChart draw(ShownClasses classes, int markSize) {
    XYStyler style = chart.getStyler();
    style.setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    style.setLegendVisible(false);
    style.setMarkerSize(markSize);
    int[] drawn = rows(label -> true);
    Charts.setXRange(style, ChartRange.of(coordinates(drawn, 0)));
    Charts.setYRange(style, ChartRange.of(coordinates(drawn, 1)));
    // The others first, so that they are below.
    add(
        "others",
        label -> !classes.numbers().contains(label),
        SeriesMarkers.CIRCLE,
        Palette.OTHERS);
    for (int i = 0; i < classes.numbers().size(); i++) {
      int number = classes.numbers().get(i);
      add("class " + number, label -> label == number, Palette.mark(i), Palette.color(i));
    }
    if (drawn.length == 0) {
      Charts.addNothing(chart);
    }
    return chart;
  }

  private void add(String name, IntPredicate ofLabel, Marker mark, Color color) {
    int[] rows = rows(ofLabel);
    if (rows.length > 0) {
      XYSeries series = chart.addSeries(name, coordinates(rows, 0), coordinates(rows, 1));
      series.setMarker(mark);
      series.setMarkerColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), OPAQUE));
    }
  }

  /** The points of some classes that have finite coordinates. */
  private int[] rows(IntPredicate ofLabel) {
    return IntStream.range(0, frame.labels().length)
        .filter(i -> ofLabel.test(frame.labels()[i]))
        .filter(i -> Float.isFinite(frame.points().get(i, 0)))
        .filter(i -> Float.isFinite(frame.points().get(i, 1)))
        .toArray();
  }

  private double[] coordinates(int[] rows, int axis) {
    return IntStream.of(rows).mapToDouble(i -> scale.apply(frame.points().get(i, axis))).toArray();
  }
}
