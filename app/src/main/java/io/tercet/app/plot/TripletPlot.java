package io.tercet.app.plot;

import io.tercet.data.Dataset;
import io.tercet.sampling.Batch;
import java.awt.Color;
import java.awt.Font;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Plots triplets as rows of three images: anchor, positive, negative, each with its label. */
public final class TripletPlot {
  private static final Color SQUARE = new Color(0xEE, 0xF0, 0xF3);
  private static final int SIDE = 112;
  private static final int GAP = 20;
  private static final int HEAD = 44;
  private static final int ROW = SIDE + 36;
  private static final int GROUP = 3 * SIDE + 2 * GAP + 2 * GAP;

  private TripletPlot() {}

  /** Draws the triplets of a batch in a grid that is about square. */
  public static BufferedImage draw(Dataset dataset, Batch batch) {
    double square = Math.sqrt(batch.triplets() * (double) GROUP / ROW);
    int groups = Math.ceilDiv(batch.triplets(), (int) Math.ceil(square));
    int rows = Math.ceilDiv(batch.triplets(), groups);
    try (Canvas canvas = new Canvas(groups * GROUP, HEAD + rows * ROW)) {
      for (int group = 0; group < groups; group++) {
        drawHeads(canvas, group * GROUP + GAP);
      }
      for (int i = 0; i < batch.triplets(); i++) {
        int x = i / rows * GROUP + GAP;
        int y = HEAD + i % rows * ROW;
        draw(canvas, dataset, batch.anchor(i), x, y);
        draw(canvas, dataset, batch.positive(i), x + SIDE + GAP, y);
        draw(canvas, dataset, batch.negative(i), x + 2 * (SIDE + GAP), y);
      }
      return canvas.image();
    }
  }

  private static void drawHeads(Canvas canvas, int x) {
    Font font = Canvas.font(Font.BOLD, 16);
    int middle = x + SIDE / 2;
    canvas.centered("anchor", font, Canvas.INK, middle, HEAD - 16);
    canvas.centered("positive", font, Canvas.INK, middle + SIDE + GAP, HEAD - 16);
    canvas.centered("negative", font, Canvas.INK, middle + 2 * (SIDE + GAP), HEAD - 16);
  }

  private static void draw(Canvas canvas, Dataset dataset, int example, int x, int y) {
    // No smoothing: the plot shows the pixels that the encoder gets.
    canvas
        .graphics()
        .setRenderingHint(
            RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    Rectangle at = ExampleImage.place(dataset, x, y, SIDE);
    BufferedImage image = ExampleImage.of(dataset, example);
    // White strips are visible on a gray square.
    canvas.graphics().setColor(SQUARE);
    canvas.graphics().fillRect(x, y, SIDE, SIDE);
    canvas.graphics().drawImage(image, at.x, at.y, at.width, at.height, null);
    int label = dataset.label(example);
    Font font = Canvas.font(Font.PLAIN, 14);
    String text = LabelText.of(dataset.classNames().get(label), label, font, SIDE + GAP - 8);
    canvas.centered(text, font, Canvas.FAINT, x + SIDE / 2, y + SIDE + 18);
  }
}
