package io.tercet.app.picture;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.XYChart;

/** Pictures of how an embedding space forms: one of each epoch, and one of all. */
public final class EmbeddingPicture {
  private static final int HEIGHT = 520;
  private static final int SCATTER = 640;
  private static final int LOSS = 480;
  private static final int TILE = 260;
  private static final int MOST_TILES = 24;
  private static final int LEGEND = 40;

  private EmbeddingPicture() {}

  /**
   * The points of an epoch beside the loss curve.
   *
   * @param losses mean loss of each epoch so far
   * @param epochs epochs in all
   */
  public static BufferedImage ofEpoch(EmbeddingFrame frame, List<Double> losses, int epochs) {
    try (Canvas canvas = new Canvas(SCATTER + LOSS, HEIGHT)) {
      paint(canvas, Charts.scatter(frame, SCATTER, HEIGHT, true), 0, 0, SCATTER, HEIGHT);
      paint(canvas, Charts.loss(losses, epochs, LOSS, HEIGHT), SCATTER, 0, LOSS, HEIGHT);
      return canvas.image();
    }
  }

  /** All epochs side by side; of very many, as many as fit, spread evenly. */
  public static BufferedImage overview(List<EmbeddingFrame> frames) {
    int tiles = Math.min(frames.size(), MOST_TILES);
    int columns = Math.min(tiles, (int) Math.ceil(Math.sqrt(1.4 * tiles)));
    int rows = Math.ceilDiv(tiles, columns);
    int width = columns * TILE;
    try (Canvas canvas = new Canvas(width, rows * TILE + LEGEND)) {
      for (int i = 0; i < tiles; i++) {
        int frame = tiles == 1 ? 0 : (int) ((long) i * (frames.size() - 1) / (tiles - 1));
        XYChart chart = Charts.scatter(frames.get(frame), TILE, TILE, false);
        paint(canvas, chart, i % columns * TILE, i / columns * TILE, TILE, TILE);
      }
      drawLegend(canvas, frames.getFirst().classNames(), width, rows * TILE + LEGEND / 2);
      return canvas.image();
    }
  }

  private static void paint(Canvas canvas, XYChart chart, int x, int y, int width, int height) {
    Graphics2D part = (Graphics2D) canvas.graphics().create(x, y, width, height);
    chart.paint(part, width, height);
    part.dispose();
  }

  /** The class names in their colours, on one line. */
  private static void drawLegend(Canvas canvas, List<String> classes, int width, int y) {
    int step = Math.min(60, width / (classes.size() + 1));
    int x = (width - step * (classes.size() - 1)) / 2;
    for (int c = 0; c < classes.size(); c++) {
      canvas.graphics().setColor(Palette.colour(c));
      canvas.graphics().fillOval(x + c * step - 14, y - 5, 10, 10);
      canvas.centred(
          classes.get(c), Canvas.font(Font.PLAIN, 13), Canvas.INK, x + c * step + 5, y + 5);
    }
  }
}
