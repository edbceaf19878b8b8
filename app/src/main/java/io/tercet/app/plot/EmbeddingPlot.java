package io.tercet.app.plot;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.XYChart;

/** Plots of an embedding space during training: one per epoch, and an overview. */
public final class EmbeddingPlot {
  private static final int HEIGHT = 520;
  private static final int SCATTER = 640;
  private static final int LOSS = 480;
  private static final int TILE = 260;
  private static final int MOST_TILES = 24;

  private EmbeddingPlot() {}

  /**
   * The points of an epoch next to the loss curve.
   *
   * @param losses mean loss of each epoch so far; values that are not finite are skipped
   * @param epochs total number of epochs
   */
  public static BufferedImage ofEpoch(EmbeddingSnapshot frame, List<Double> losses, int epochs) {
    int width = SCATTER + LOSS;
    ShownClasses classes = ShownClasses.of(frame);
    Legend legend = new Legend(classes);
    try (Canvas canvas = new Canvas(width, HEIGHT + legend.arrange(width))) {
      paint(canvas, ScatterChart.large(frame, classes, SCATTER, HEIGHT), 0, 0, SCATTER, HEIGHT);
      paint(canvas, LossChart.of(losses, epochs, LOSS, HEIGHT), SCATTER, 0, LOSS, HEIGHT);
      legend.paint(canvas, HEIGHT, width);
      return canvas.image();
    }
  }

  /** All epochs side by side; if there are too many, an evenly spaced selection. */
  public static BufferedImage overview(List<EmbeddingSnapshot> frames) {
    int tiles = Math.min(frames.size(), MOST_TILES);
    int columns = Math.min(tiles, (int) Math.ceil(Math.sqrt(1.4 * tiles)));
    int rows = Math.ceilDiv(tiles, columns);
    ShownClasses classes = ShownClasses.of(frames.getFirst());
    Legend legend = new Legend(classes);
    int width = Math.max(columns * TILE, Math.min(3 * TILE, legend.lineWidth()));
    int left = (width - columns * TILE) / 2;
    try (Canvas canvas = new Canvas(width, rows * TILE + legend.arrange(width))) {
      for (int i = 0; i < tiles; i++) {
        int frame = tiles == 1 ? 0 : (int) ((long) i * (frames.size() - 1) / (tiles - 1));
        XYChart chart = ScatterChart.small(frames.get(frame), classes, TILE, TILE);
        paint(canvas, chart, left + i % columns * TILE, i / columns * TILE, TILE, TILE);
      }
      legend.paint(canvas, rows * TILE, width);
      return canvas.image();
    }
  }

  private static void paint(Canvas canvas, XYChart chart, int x, int y, int width, int height) {
    Graphics2D part = (Graphics2D) canvas.graphics().create(x, y, width, height);
    chart.paint(part, width, height);
    part.dispose();
  }
}
