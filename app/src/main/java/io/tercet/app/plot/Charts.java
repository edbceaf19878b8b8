package io.tercet.app.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Common settings of all charts. */
final class Charts {
  private static final Color GRID = new Color(0xe5, 0xe7, 0xeb);

  private Charts() {}

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

  static void setXRange(XYStyler style, ChartRange range) {
    style.setXAxisMin(range.from());
    style.setXAxisMax(range.to());
  }

  static void setYRange(XYStyler style, ChartRange range) {
    style.setYAxisMin(range.from());
    style.setYAxisMax(range.to());
  }

  /** Adds an invisible point: the library rejects empty charts. */
  static void addNothing(XYChart chart) {
    chart.addSeries("nothing", new double[] {0}, new double[] {0}).setMarker(SeriesMarkers.NONE);
  }
}
